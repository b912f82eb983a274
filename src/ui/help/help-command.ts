import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import { DisposableDelegate, DisposableSet, type IDisposable } from '@lumino/disposable';

import type { CallPlace } from '../../client/assistance/help-context';
import type { ReportingClient } from '../../client/reporting-client';
import type { OwnClass } from '../../classes/classes';
import type { ReportingStatus } from '../../client/status/reporting-status';
import type { RunningCell } from '../../protocol';
import type * as HelpDialogs from './help-dialog';
import { NO_HELP_TEXTS } from './help-texts';
import { describeAge, describeDelay, describeObstacle, describeRequest } from './help-words';
import { helpIcon } from '../shared/icons';
import { oneAtATime } from '../shared/one-at-a-time';
import type { Words } from '../../jupyter/words';

/** Named in the settings schema, which puts it into every notebook's toolbar. */
export const HELP_COMMAND = 'cell-monitor:help';

/** Reads what a help request would be about. */
export interface HelpReader {
  /** Undefined where no notebook of the class is in front. */
  readonly placeOf: (own: OwnClass) => CallPlace | undefined;
  /** A question to the class of this client as it may leave the machine. */
  readonly maskQuestion: (question: string, client: ReportingClient) => string;
}

export interface HelpCommandParts {
  readonly commands: JupyterFrontEnd['commands'];
  readonly palette: ICommandPalette | null;
  /** A class by its name; the one that the student works for now, where none is named. */
  readonly classOf: (className: string | undefined) => OwnClass;
  readonly words: Words;
  readonly formatTime: (ms: number) => string;
  readonly hasJoined: () => boolean;
  /** The cell of the class's notebooks that has been running longest. */
  readonly runningCellOf: (className: string | undefined) => RunningCell | undefined;
  /** Shows what stands in the way while nothing is recorded. */
  readonly onShowStatus: () => void;
  /** Undefined when it could not be loaded, which the student was told. */
  readonly loadReader: () => Promise<HelpReader | undefined>;
  /** Undefined when it could not be loaded, which the student was told. */
  readonly loadDialogs: () => Promise<Pick<typeof HelpDialogs, 'askForHelp' | 'showRequest'> | undefined>;
}

/** Adds "Ask for help" to the notebooks' toolbars, the keys and the command palette, until disposed. */
export function addHelpCommand(parts: HelpCommandParts): IDisposable {
  const { commands, palette, classOf, words, formatTime, hasJoined } = parts;
  let draft = NO_HELP_TEXTS;
  const nameIn = ({ className }: Readonly<Record<string, unknown>>) => (typeof className === 'string' ? className : undefined);
  const present = (args: Readonly<Record<string, unknown>>) => classOf(nameIn(args)).client.status;
  // The key works in the dialog, too.
  const execute = oneAtATime(async (args: Readonly<Record<string, unknown>>) => {
    const className = nameIn(args);
    const own = classOf(className);
    const { client } = own;
    if (!client.isRecording || describeObstacle(client.status, words) !== undefined) {
      parts.onShowStatus();
      return;
    }
    const dialogs = await parts.loadDialogs();
    if (dialogs === undefined) {
      return;
    }
    if (client.status.help !== null) {
      await dialogs.showRequest({ client, words, formatTime });
      return;
    }
    const reader = await parts.loadReader();
    if (reader !== undefined) {
      const maskQuestion = (question: string) => reader.maskQuestion(question, client);
      const [found, running] = [reader.placeOf(own), parts.runningCellOf(className)];
      draft = await dialogs.askForHelp({ client, words, found, running, maskQuestion }, draft);
    }
  });
  const command = commands.addCommand(HELP_COMMAND, {
    label: args => describeRequest(present(args), words)?.label ?? words.__('Ask for help'),
    caption: args => describeHelpNow(present(args), words, formatTime),
    // In a toolbar JupyterLab shows either, and an icon cannot say how the call stands.
    icon: args => (args['toolbar'] === true ? undefined : helpIcon),
    isVisible: hasJoined,
    isEnabled: args => describeObstacle(present(args), words) === undefined,
    isToggled: args => present(args).help !== null,
    execute,
  });
  const item = palette?.addItem({ command: HELP_COMMAND, category: words.__('Cell monitor') }) ?? new DisposableDelegate(() => undefined);
  return DisposableSet.from([command, item]);
}

/** What the button does now, or why it does nothing. */
function describeHelpNow(status: ReportingStatus, words: Words, formatTime: (ms: number) => string): string {
  const request = [describeRequest(status, words)?.sentence, describeAge(status, words, formatTime)].filter(part => part !== undefined);
  return (
    describeObstacle(status, words) ??
    (request.length > 0 ? request.join(' ') : undefined) ??
    describeDelay(status, words) ??
    words.__('Ask an instructor of your class to come to you')
  );
}
