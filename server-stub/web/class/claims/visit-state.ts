import type { HelpRequest, Visit } from '../../../../src/protocol';

/** Where a student or a team stands with the instructors. */
export type VisitState =
  | { readonly kind: 'none' }
  /** Somebody is on the way. */
  | { readonly kind: 'claimed'; readonly visit: Visit }
  /** Somebody was there, and nothing new has happened since. */
  | { readonly kind: 'visited'; readonly visit: Visit }
  /** Somebody was there, and it happened again or goes on. */
  | { readonly kind: 'again'; readonly visit: Visit };

/** What care is told from. */
export interface VisitSigns {
  /** Calls for help that are not closed. */
  readonly calls: readonly HelpRequest[];
  /** Of the student, and of the team that the student is in. */
  readonly visits: readonly (Visit | undefined)[];
  /** When the trouble last got new, in milliseconds by the server's clock; 0 for never. */
  readonly newsMs: number;
}

/** A claim that nothing came of counts for so long. */
export const CLAIM_LASTS_MS = 15 * 60_000;

/** A visit counts for so long, unless something new happens before. */
export const VISIT_LASTS_MS = 10 * 60_000;

export function visitStateOf({ calls, visits, newsMs }: VisitSigns, nowMs: number): VisitState {
  const claims = calls.map(claimOf);
  const visit = newest([...visits, ...claims]);
  // Who waits for help waits until somebody has taken that call, whoever was there before.
  if (visit === undefined || claims.includes(undefined)) {
    return { kind: 'none' };
  }
  const atMs = Date.parse(visit.at);
  if (visit.status === 'claimed') {
    return nowMs - atMs < CLAIM_LASTS_MS ? { kind: 'claimed', visit } : { kind: 'none' };
  }
  return { kind: newsMs > atMs || nowMs - atMs >= VISIT_LASTS_MS ? 'again' : 'visited', visit };
}

/** The claim of a call as a visit; undefined while nobody has taken it. */
function claimOf({ status, by, at }: HelpRequest): Visit | undefined {
  return status === 'claimed' && by !== undefined && at !== undefined ? { status, by, at } : undefined;
}

function newest(visits: readonly (Visit | undefined)[]): Visit | undefined {
  // RFC 3339 in UTC compares as text.
  return visits.filter(visit => visit !== undefined).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
}
