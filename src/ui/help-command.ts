import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import { DisposableDelegate, DisposableSet, type IDisposable } from '@lumino/disposable';

import type { HelpContext } from '../capture/help-context';
import type { ReportingClient } from '../pump/reporting-client';
import { askForHelp, NO_HELP_TEXTS, showCall } from './help-dialog';
import { describeCall } from './help-words';
import { helpIcon } from './icons';
import type { Words } from './words';

/** Named in the settings schema, which puts it into every notebook's toolbar. */
export const HELP_COMMAND = 'cell-monitor:help';

export interface HelpCommandParts {
  readonly commands: JupyterFrontEnd['commands'];
  readonly palette: ICommandPalette | null;
  readonly client: ReportingClient;
  readonly words: Words;
  readonly hasJoined: () => boolean;
  /** Where the student is; undefined where no notebook of the class is in front. */
  readonly context: () => HelpContext | undefined;
  /** Shows what stands in the way while nothing is recorded. */
  readonly onShowStatus: () => void;
}

/** Adds the call for help to the notebooks' toolbars, the keys and the command palette, until disposed. */
export function addHelpCommand(parts: HelpCommandParts): IDisposable {
  const { commands, palette, client, words, hasJoined } = parts;
  let draft = NO_HELP_TEXTS;
  const execute = async () => {
    if (!client.isRecording) {
      parts.onShowStatus();
    } else if (client.status.help === null) {
      draft = await askForHelp({ client, words, context: parts.context() }, draft);
    } else {
      await showCall(parts);
    }
  };
  const command = commands.addCommand(HELP_COMMAND, {
    label: () => describeCall(client.status, words)?.label ?? words.__('Ask for help'),
    caption: () => describeCall(client.status, words)?.sentence ?? words.__('Call an instructor of your class to you'),
    icon: helpIcon,
    isVisible: hasJoined,
    isEnabled: hasJoined,
    isToggled: () => client.status.help !== null,
    execute,
  });
  const item = palette?.addItem({ command: HELP_COMMAND, category: words.__('Cell monitor') }) ?? new DisposableDelegate(() => undefined);
  return DisposableSet.from([command, item]);
}
