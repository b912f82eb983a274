import type { ClassSession } from '../../../../../src/protocol';
import { toTimestamp } from '../../../platform/clock';
import type { ClassSessions, CurrentSession } from './class-sessions';

/** The class's newest session as it is at `nowMs`; undefined before anybody ever reported anything. */
export function renderSession(sessions: ClassSessions, nowMs: number): ClassSession | undefined {
  const { current } = sessions;
  return current && toSession(current, sessions.isOver(nowMs) ? sessions.lastMs : undefined);
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
