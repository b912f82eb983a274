import type { ClassSession } from '../../../../../src/protocol';
import { toTimestamp } from '../../../platform/clock';
import type { ClassSessions, CurrentSession } from './class-sessions';

/** The class's newest session as it is at `nowMs`; undefined before anybody ever reported anything. */
export function renderSession(sessions: ClassSessions, nowMs: number): ClassSession | undefined {
  const { current } = sessions;
  return current && toSession(current, sessions.isOver(nowMs) ? sessions.lastMs : undefined);
}

/** A page in a tab that is hidden reports once a minute: whoever was heard shortly before a session began is in it. */
const HEARD_BEFORE_MS = 2 * 60_000;

/** Who was heard from then on is in the current session; everybody is in the first. */
export function hereSinceMs({ current }: Pick<ClassSessions, 'current'>): number {
  const isFirst = current === undefined || current.sinceMs === Number.NEGATIVE_INFINITY;
  return isFirst ? Number.NEGATIVE_INFINITY : current.startedAtMs - HEARD_BEFORE_MS;
}

/** @param endedAtMs undefined while it goes on */
export function toSession({ startedAtMs, begunBy }: CurrentSession, endedAtMs: number | undefined): ClassSession {
  return {
    id: String(startedAtMs),
    startedAt: toTimestamp(startedAtMs),
    ...(endedAtMs !== undefined && { endedAt: toTimestamp(endedAtMs) }),
    begunBy: begunBy === undefined ? 'activity' : 'instructor',
  };
}
