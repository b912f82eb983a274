import type { HelpRequest, Visit } from '../../../../src/protocol';
import { claimOf, hasLapsed } from '../model/attendance';

/** Whether somebody is helping, or has helped, a student or team. */
export type VisitState =
  | { readonly kind: 'none' }
  /** Somebody is on the way. */
  | { readonly kind: 'claimed'; readonly visit: Visit }
  /** Somebody has helped, and nothing new has happened since. */
  | { readonly kind: 'visited'; readonly visit: Visit }
  /** Somebody has helped, and the trouble is back or goes on. */
  | { readonly kind: 'again'; readonly visit: Visit };

/** What the visit state is derived from. */
export interface VisitSigns {
  /** Open help requests. */
  readonly calls: readonly HelpRequest[];
  /** The student's and their team's. */
  readonly visits: readonly (Visit | undefined)[];
  /** When something new last happened, in milliseconds by the server's clock; 0 for never. */
  readonly newsMs: number;
}

/** How long a visit counts, unless something new happens before. */
const VISIT_LASTS_MS = 10 * 60_000;

export function visitStateOf({ calls, visits, newsMs }: VisitSigns, nowMs: number): VisitState {
  const claims = calls.map(claimOf);
  // While somebody calls, that somebody was there is past; that somebody is on the way is not.
  const counted = calls.length === 0 ? visits : visits.filter(each => each?.status === 'claimed');
  const visit = newest([...counted, ...claims]);
  // An unclaimed help request counts as nobody's, whoever helped before.
  if (visit === undefined || claims.includes(undefined)) {
    return { kind: 'none' };
  }
  const atMs = Date.parse(visit.at);
  if (visit.status === 'claimed') {
    return hasLapsed(visit, nowMs) ? { kind: 'none' } : { kind: 'claimed', visit };
  }
  return { kind: newsMs > atMs || nowMs - atMs >= VISIT_LASTS_MS ? 'again' : 'visited', visit };
}

function newest(visits: readonly (Visit | undefined)[]): Visit | undefined {
  // RFC 3339 in UTC compares as text.
  return visits.filter(visit => visit !== undefined).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
}
