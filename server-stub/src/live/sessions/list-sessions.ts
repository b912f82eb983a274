import type { SessionSummary } from '../../../../src/protocol';
import type { ClassProjection } from '../projection/class-projection';
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
      totals.students += Number(runs > 0 || there.isAnyIn(session.startedAtMs, next?.startedAtMs ?? Number.POSITIVE_INFINITY));
      totals.runs += runs;
      totals.errors += errors;
    }
    const { begunBy } = session;
    return { ...toSession(session, isOver ? session.lastMs : undefined), ...(begunBy !== undefined && { by: begunBy.name }), ...totals };
  });
  return summaries.toReversed();
}
