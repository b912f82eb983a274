import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import { DisposableDelegate, DisposableSet, type IDisposable } from '@lumino/disposable';

import type { HelpContext } from '../../client/assistance/help-context';
import type { ReportingClient } from '../../client/reporting-client';
import type { RunningCell } from '../../protocol';
import { askForHelp, NO_HELP_TEXTS, showRequest } from './help-dialog';
import { describeClosed, describeRequest } from './help-words';
import { helpIcon } from '../shared/icons';
import { oneAtATime } from '../shared/one-at-a-time';
import type { Words } from '../../jupyter/words';

/** Named in the settings schema, which puts it into every notebook's toolbar. */
export const HELP_COMMAND = 'cell-monitor:help';

export interface HelpCommandParts {
  readonly commands: JupyterFrontEnd['commands'];
  readonly palette: ICommandPalette | null;
  /** The client of a class by its name; of the one that the student works for now, where none is named. */
  readonly clientOf: (className: string | undefined) => ReportingClient;
  readonly words: Words;
  readonly hasJoined: () => boolean;
  /** Where the student is; undefined where no notebook of the class is in front. */
  readonly contextOf: (className: string | undefined) => HelpContext | undefined;
  /** The cell of the class's notebooks that has been running longest. */
  readonly runningCellOf: (className: string | undefined) => RunningCell | undefined;
  /** A question to the class of this client as it may leave the machine. */
  readonly maskQuestion: (question: string, client: ReportingClient) => string;
  /** Shows what stands in the way while nothing is recorded. */
  readonly onShowStatus: () => void;
}

/** Adds "Ask for help" to the notebooks' toolbars, the keys and the command palette, until disposed. */
export function addHelpCommand(parts: HelpCommandParts): IDisposable {
  const { commands, palette, clientOf, words, hasJoined } = parts;
  let draft = NO_HELP_TEXTS;
  const present = () => clientOf(undefined).status;
  const describe = () => describeRequest(present(), words) ?? describeClosed(present(), words);
  // The key works in the dialog, too.
  const execute = oneAtATime(async ({ className: named }: Readonly<Record<string, unknown>>) => {
    const className = typeof named === 'string' ? named : undefined;
    const client = clientOf(className);
    if (!client.isRecording) {
      parts.onShowStatus();
    } else if (describeClosed(client.status, words) !== undefined) {
      parts.onShowStatus();
    } else if (client.status.help === null) {
      const maskQuestion = (question: string) => parts.maskQuestion(question, client);
      const [context, running] = [parts.contextOf(className), parts.runningCellOf(className)];
      draft = await askForHelp({ client, words, context, running, maskQuestion }, draft);
    } else {
      await showRequest({ client, words });
    }
  });
  const command = commands.addCommand(HELP_COMMAND, {
    label: () => describe()?.label ?? words.__('Ask for help'),
    caption: () => describe()?.sentence ?? words.__('Ask an instructor of your class to come to you'),
    // In a toolbar JupyterLab shows either, and an icon cannot say how the call stands.
    icon: args => (args['toolbar'] === true ? undefined : helpIcon),
    isVisible: hasJoined,
    isEnabled: () => hasJoined() && describeClosed(present(), words) === undefined,
    isToggled: () => present().help !== null,
    execute,
  });
  const item = palette?.addItem({ command: HELP_COMMAND, category: words.__('Cell monitor') }) ?? new DisposableDelegate(() => undefined);
  return DisposableSet.from([command, item]);
}
