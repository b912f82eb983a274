import type { HelpRequest, StudentState, TeamState, Visit } from '../../../../src/protocol';

/** How long a claim counts if nothing comes of it: from then on it is nobody's, on every screen. */
const CLAIM_LASTS_MS = 15 * 60_000;

/** Whether somebody is on the way, by a claim that still counts. @param nowMs the server's time in milliseconds */
export function isOnTheWay({ status, at }: Pick<Visit, 'status' | 'at'>, nowMs: number): boolean {
  // Either way: a claim of a server whose clock was ahead must not last until that time comes.
  return status === 'claimed' && Math.abs(nowMs - Date.parse(at)) < CLAIM_LASTS_MS;
}

/** Whether it is a claim of which nothing came. */
export function hasLapsed(visit: Pick<Visit, 'status' | 'at'>, nowMs: number): boolean {
  return visit.status === 'claimed' && !isOnTheWay(visit, nowMs);
}

/** A claimed help request as a visit; undefined while nobody has claimed it. */
export function claimOf({ status, by, at }: HelpRequest): Visit | undefined {
  return status === 'claimed' && by !== undefined && at !== undefined ? { status, by, at } : undefined;
}

/** Who is on the way to a student or has helped; a claimed help request comes before a visit. @param nowMs the server's time in milliseconds */
export function attendanceOf(
  { visit }: Pick<StudentState | TeamState, 'visit'>,
  help: HelpRequest | undefined,
  nowMs: number,
): Visit | undefined {
  const claims = [help && claimOf(help), visit].filter(each => each !== undefined);
  return claims.find(each => !hasLapsed(each, nowMs));
}
