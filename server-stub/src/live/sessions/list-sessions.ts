import type { SessionSummary } from '../../../../src/protocol';
import type { ClassProjection } from '../projection/class-projection';
import type { Session } from '../projection/sessions/class-sessions';
import { toSession } from '../projection/sessions/render-session';

/** The newest first. What is late counts where it happened. */
export function listSessions({ sessions, students }: ClassProjection, nowMs: number): SessionSummary[] {
  const all = sessions.list();
  const records = [...students.values()];
  const summaries = all.map((session, index): SessionSummary => {
    const next = all[index + 1];
    const isOver = next !== undefined || sessions.isOver(nowMs);
    const totals = { students: 0, runs: 0, errors: 0 };
    for (const { there, runTimes } of records) {
      const { runs, errors } = runTimes.between(session.sinceMs, next?.sinceMs ?? Number.POSITIVE_INFINITY);
      totals.students += Number(there.isAnyIn(session.startedAtMs, next?.startedAtMs ?? Number.POSITIVE_INFINITY));
      totals.runs += runs;
      totals.errors += errors;
    }
    const { begunBy } = session;
    return { ...toSession(session, isOver ? session.lastMs : undefined), ...(begunBy !== undefined && { by: begunBy.name }), ...totals };
  });
  return summaries.toReversed();
}

/** The time of which what happened is of one session, in milliseconds since the epoch: from `fromMs` to before `toMs`. */
export interface SessionTime {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The session that had begun at the time that an id stands for: a report that arrives late may let one begin a little earlier.
 * @returns undefined for what is no id, and for one before all sessions
 */
export function timeOfSession(sessions: readonly Session[], id: string): SessionTime | undefined {
  const atMs = /^\d{1,16}$/u.test(id) ? Number(id) : Number.NaN;
  const index = sessions.findLastIndex(({ startedAtMs }) => startedAtMs <= atMs);
  const session = sessions[index];
  return session && { fromMs: session.sinceMs, toMs: sessions[index + 1]?.sinceMs ?? Number.POSITIVE_INFINITY };
}
