import type { Visit } from '../../../src/protocol';
import type { Care, Trouble } from './need';

/** A claim that nothing came of counts for so long. */
export const CLAIM_LASTS_MS = 15 * 60_000;

/** A visit counts for so long, unless something new happens before. */
export const VISIT_LASTS_MS = 10 * 60_000;

/**
 * Where somebody stands with the instructors.
 * @param visits of the student and of the team that the student is in
 */
export function careOf(troubles: readonly Trouble[], visits: readonly (Visit | undefined)[], nowMs: number): Care {
  const claims = troubles.map(claimOfHelp);
  // Who waits for help waits until somebody has taken that call, whoever was there before.
  if (claims.some(claim => claim === 'open')) {
    return { kind: 'none' };
  }
  const visit = newest([...visits, ...claims.filter(claim => typeof claim === 'object')]);
  if (visit === undefined) {
    return { kind: 'none' };
  }
  const ageMs = nowMs - Date.parse(visit.at);
  if (visit.status === 'claimed') {
    return ageMs < CLAIM_LASTS_MS ? { kind: 'claimed', visit } : { kind: 'none' };
  }
  const isNews = troubles.some(({ newsMs }) => newsMs > Date.parse(visit.at));
  return { kind: isNews || ageMs >= VISIT_LASTS_MS ? 'again' : 'visited', visit };
}

/** A call for help as a visit: `open` while nobody has taken it. */
function claimOfHelp({ reason }: Trouble): Visit | 'open' | undefined {
  if (reason.kind !== 'help') {
    return undefined;
  }
  const { status, by, at } = reason.request;
  return status === 'claimed' && by !== undefined && at !== undefined ? { status, by, at } : 'open';
}

function newest(visits: readonly (Visit | undefined)[]): Visit | undefined {
  // RFC 3339 in UTC compares as text.
  return visits.filter(visit => visit !== undefined).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
}
