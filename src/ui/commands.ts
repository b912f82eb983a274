import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Clipboard, type ICommandPalette, Notification } from '@jupyterlab/apputils';
import { DisposableSet, type IDisposable } from '@lumino/disposable';

import { classIcon } from './shared/icons';
import type { Classes, OwnClass } from '../classes/classes';
import type { Words } from '../jupyter/words';

const COMMANDS = {
  join: 'cell-monitor:join',
  joinAnother: 'cell-monitor:join-another',
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
  readonly classes: Classes;
  readonly words: Words;
  readonly onJoin: (own: OwnClass) => Promise<void>;
  readonly onJoinAnother: () => Promise<void>;
  readonly onShowStatus: () => void;
  readonly onLeave: (own: OwnClass) => Promise<void>;
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

async function describeForBugReport(classes: Classes): Promise<string> {
  const reports = classes.all.map(async ({ client }) => {
    const letters = await client.ownData.deadLetters();
    const lines = letters.map(({ seq, atMs, reason }) => `not accepted: seq ${String(seq)} at ${new Date(atMs).toISOString()}: ${reason}`);
    return [client.describe(), ...lines].join('\n');
  });
  return (await Promise.all(reports)).join('\n\n');
}

/** Acts on the student's only class; with several, the student chooses in the panel. */
async function actOnTheOnly(classes: Classes, act: (own: OwnClass) => Promise<void>, onShowStatus: () => void): Promise<void> {
  const [own, ...others] = classes.shown;
  if (others.length === 0) {
    await act(own);
  } else {
    onShowStatus();
  }
}

function togglePause({ classes, words }: CommandParts): void {
  const isPausing = !areAllPaused(classes);
  const willing = classes.joined.filter(({ membership }) => !isPausing || membership.mayPause);
  for (const { membership } of willing) {
    membership.setPaused(isPausing);
  }
  if (willing.length === 0) {
    Notification.info(words.__('Your class does not let you pause. You can leave it at any time.'), { autoClose: 8000 });
  }
}

function areAllPaused({ joined }: Classes): boolean {
  return joined.length > 0 && joined.every(({ client }) => client.status.phase === 'paused');
}

function describeCommands(parts: CommandParts): Record<string, CommandOptions> {
  const { classes, words, onJoin, onJoinAnother, onShowStatus, onLeave } = parts;
  const hasJoined = () => classes.joined.length > 0;
  const isPaused = () => areAllPaused(classes);
  return {
    [COMMANDS.join]: {
      label: () => (hasJoined() ? words.__('Change Class…') : words.__('Join Your Class…')),
      icon: classIcon,
      execute: () => actOnTheOnly(classes, onJoin, onShowStatus),
    },
    [COMMANDS.joinAnother]: { label: words.__('Join Another Class…'), isEnabled: hasJoined, execute: onJoinAnother },
    [COMMANDS.showStatus]: { label: words.__('Class Reporting'), execute: onShowStatus },
    [COMMANDS.sendNow]: {
      label: words.__('Send to Your Class Now'),
      isEnabled: () => hasJoined() && !isPaused(),
      execute: () => classes.joined.forEach(({ client }) => client.sendNow()),
    },
    [COMMANDS.togglePause]: {
      label: () => (isPaused() ? words.__('Resume Class Reporting') : words.__('Pause Class Reporting')),
      isEnabled: hasJoined,
      execute: () => togglePause(parts),
    },
    [COMMANDS.leave]: {
      label: words.__('Leave Your Class…'),
      isEnabled: hasJoined,
      execute: () => actOnTheOnly(classes, onLeave, onShowStatus),
    },
    [COMMANDS.copyReport]: {
      label: words.__('Copy a Class Reporting Log for a Bug Report'),
      caption: words.__('It holds no code, no names and no tokens.'),
      execute: async () => Clipboard.copyToSystem(await describeForBugReport(classes)),
    },
  };
}
