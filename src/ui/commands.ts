import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Clipboard, type ICommandPalette, Notification } from '@jupyterlab/apputils';
import { DisposableSet, type IDisposable } from '@lumino/disposable';

import type { ReportingClient } from '../pump/reporting-client';
import { classIcon } from './icons';
import type { Membership } from './membership';
import type { Words } from './words';

export const COMMANDS = {
  join: 'cell-monitor:join',
  showStatus: 'cell-monitor:show-status',
  sendNow: 'cell-monitor:send-now',
  togglePause: 'cell-monitor:toggle-pause',
  leave: 'cell-monitor:leave',
  copyReport: 'cell-monitor:copy-report',
} as const;

type Commands = JupyterFrontEnd['commands'];
type CommandOptions = Parameters<Commands['addCommand']>[1];

export interface CommandParts {
  readonly commands: Commands;
  readonly palette: ICommandPalette | null;
  readonly membership: Membership;
  readonly client: ReportingClient;
  readonly words: Words;
  readonly onJoin: () => Promise<void>;
  readonly onShowStatus: () => void;
  readonly onLeave: () => Promise<void>;
}

/** Adds what a student can do to the command palette, until disposed. */
export function addCommands(parts: CommandParts): IDisposable {
  const { commands, palette, words } = parts;
  const added = new DisposableSet();
  for (const [id, options] of Object.entries(describeCommands(parts))) {
    added.add(commands.addCommand(id, options));
    const item = palette?.addItem({ command: id, category: words.__('Cell monitor') });
    if (item !== undefined) {
      added.add(item);
    }
  }
  return added;
}

async function describeForBugReport(client: ReportingClient): Promise<string> {
  const letters = await client.deadLetters();
  const lines = letters.map(({ seq, atMs, reason }) => `not accepted: seq ${String(seq)} at ${new Date(atMs).toISOString()}: ${reason}`);
  return [client.describe(), ...lines].join('\n');
}

function describeCommands({ membership, client, words, onJoin, onShowStatus, onLeave }: CommandParts): Record<string, CommandOptions> {
  const hasJoined = () => membership.hasJoined;
  const isPaused = () => client.status.phase === 'paused';
  return {
    [COMMANDS.join]: {
      label: () => (hasJoined() ? words.__('Change Class…') : words.__('Join Your Class…')),
      icon: classIcon,
      execute: onJoin,
    },
    [COMMANDS.showStatus]: { label: words.__('Class Reporting'), execute: onShowStatus },
    [COMMANDS.sendNow]: {
      label: words.__('Send to Your Class Now'),
      isEnabled: () => hasJoined() && !isPaused(),
      execute: () => client.sendNow(),
    },
    [COMMANDS.togglePause]: {
      label: () => (isPaused() ? words.__('Resume Class Reporting') : words.__('Pause Class Reporting')),
      isEnabled: hasJoined,
      execute: () => {
        if (membership.mayPause || isPaused()) {
          membership.setPaused(!isPaused());
        } else {
          Notification.info(words.__('Your class does not let you pause. You can leave it at any time.'), { autoClose: 8000 });
        }
      },
    },
    [COMMANDS.leave]: { label: words.__('Leave Your Class…'), isEnabled: hasJoined, execute: onLeave },
    [COMMANDS.copyReport]: {
      label: words.__('Copy a Class Reporting Log for a Bug Report'),
      caption: words.__('It holds no code, no names and no tokens.'),
      execute: async () => Clipboard.copyToSystem(await describeForBugReport(client)),
    },
  };
}
