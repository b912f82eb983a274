import type { ReportingClient } from '../../client/reporting-client';
import type { Membership } from '../../classes/membership';
import { describeClosed } from '../help/help-words';
import type { Words } from '../../jupyter/words';

/** What a button of the panel does. */
export interface PanelAction {
  readonly label: string;
  /** What most come for stands out, and what cannot be undone. */
  readonly kind?: 'likely' | 'dangerous';
  /** Why it cannot be done now, in words that stand above the button, too. */
  readonly isOff?: string;
  readonly act: () => void;
}

export interface PanelActionParts {
  readonly membership: Membership;
  readonly client: ReportingClient;
  readonly words: Words;
  readonly onJoin: () => void;
  readonly onHelp: () => void;
  readonly onDownload: () => void;
  readonly onLeave: () => void;
  readonly onErase: () => void;
}

/** What the student can do about the reporting now, the likeliest first. */
export function reportingActions({ membership, client, words, onJoin, onHelp }: PanelActionParts): PanelAction[] {
  if (!membership.hasJoined) {
    return [{ label: words.__('Join your class'), kind: 'likely', act: onJoin }];
  }
  const change = { label: words.__('Change class'), act: onJoin };
  if (client.status.phase === 'paused') {
    return [{ label: words.__('Resume'), kind: 'likely', act: () => membership.setPaused(false) }, change];
  }
  if (client.status.phase === 'held' && client.status.trouble?.kind === 'released') {
    return [{ label: words.__('Join again'), kind: 'likely', act: () => membership.joinAgain() }, change];
  }
  if (client.status.consent.question === 'agree') {
    return [change];
  }
  const closed = describeClosed(client.status, words)?.sentence;
  const help: PanelAction =
    client.status.help === null
      ? { label: words.__('Ask for help'), kind: 'likely', act: onHelp, ...(closed !== undefined && { isOff: closed }) }
      : { label: words.__('Cancel request'), kind: 'likely', act: () => client.help.withdraw() };
  const sendNow: PanelAction = { label: words.__('Send now'), act: () => client.sendNow() };
  const pause = { label: words.__('Pause'), act: () => membership.setPaused(true) };
  return [help, sendNow, ...(membership.mayPause ? [pause] : []), change];
}

/** What the student can do with what is held of them. */
export function dataActions({ membership, words, onDownload, onLeave, onErase }: PanelActionParts): PanelAction[] {
  if (!membership.hasJoined) {
    return [];
  }
  return [
    { label: words.__('Download'), act: onDownload },
    { label: words.__('Leave the class'), kind: 'dangerous', act: onLeave },
    { label: words.__('Delete my data and leave'), kind: 'dangerous', act: onErase },
  ];
}
