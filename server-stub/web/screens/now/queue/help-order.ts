import type { HelpRequest } from '../../../../../src/protocol';

export interface HelpQueue {
  /** Who waits, the longest first; those whom somebody is on the way to keep their place. */
  readonly waiting: readonly HelpRequest[];
  /** What was resolved or taken back, the newest first. */
  readonly closed: readonly HelpRequest[];
}

/** RFC 3339 in UTC compares as text. */
export function queueHelp(requests: readonly HelpRequest[]): HelpQueue {
  const isWaiting = ({ status }: HelpRequest): boolean => status === 'open' || status === 'claimed';
  const closedAt = ({ at, since }: HelpRequest): string => at ?? since;
  return {
    waiting: requests.filter(isWaiting).toSorted((a, b) => compare(a.since, b.since) || compare(a.id, b.id)),
    closed: requests.filter(request => !isWaiting(request)).toSorted((a, b) => compare(closedAt(b), closedAt(a))),
  };
}

/** The place of each call that waits, from 1, by its id. */
export function placesOf({ waiting }: HelpQueue): ReadonlyMap<string, number> {
  return new Map(waiting.map(({ id }, index) => [id, index + 1]));
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
