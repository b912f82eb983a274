import type { ReportingClient } from '../../client/reporting-client';
import type { Membership } from '../../classes/membership';
import type { Words } from '../../jupyter/words';

/** What a button of the panel does. */
export interface PanelAction {
  readonly label: string;
  /** What most come for stands out, and what cannot be undone. */
  readonly kind?: 'likely' | 'dangerous';
  readonly act: () => void;
}

export interface PanelActionParts {
  readonly membership: Membership;
  readonly client: ReportingClient;
  readonly words: Words;
  readonly onJoin: () => void;
  readonly onDownload: () => void;
  readonly onLeave: () => void;
  readonly onErase: () => void;
}

/** What the student can do about the reporting now, the likeliest first. Help has a place of its own. */
export function reportingActions({ membership, client, words, onJoin }: PanelActionParts): PanelAction[] {
  if (!membership.hasJoined) {
    return [{ label: words.__('Join your class'), kind: 'likely', act: onJoin }];
  }
  const { phase, trouble, consent } = client.status;
  const change = { label: words.__('Change class'), act: onJoin };
  if (phase === 'paused') {
    return [{ label: words.__('Resume'), kind: 'likely', act: () => membership.setPaused(false) }, change];
  }
  if (phase === 'held' && trouble?.kind === 'released') {
    return [{ label: words.__('Join again'), kind: 'likely', act: () => membership.joinAgain() }, change];
  }
  const pause = { label: words.__('Pause reporting'), act: () => membership.setPaused(true) };
  return membership.mayPause && consent.question !== 'agree' ? [pause, change] : [change];
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
