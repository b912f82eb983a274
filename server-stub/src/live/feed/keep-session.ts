import type { EventLog } from '../../log/event-log';
import type { Clock } from '../../platform/clock';
import { type Random, randomId } from '../../platform/random';
import type { Presence } from '../presence/presence';
import { SESSION_GAP_MS } from '../projection/sessions/activity-spans';
import type { ClassView } from '../view/class-view';

export interface SessionKeeperDeps {
  readonly log: EventLog;
  readonly presence: Presence;
  readonly clock: Clock;
  readonly random: Random;
}

/** After so long without a report it is noted that the class is there: soon enough that a store which is away for a while costs no session. */
const QUIET_MS = 20 * 60_000;
/** A page is there that was heard within this time; one in a tab that is hidden reports once a minute. */
const HEARD_MS = 5 * 60_000;
/** Of those who reported in the session, so many must be there: some laptops stay open at home. */
const CLASS_SHARE = 0.25;
/** Nobody lectures longer without that anybody runs anything. */
const MAX_LECTURE_MS = 2 * 3_600_000;
const ID_BITS = 72;

/**
 * Notes in the log of a class that is silent that it is there, so that a lecture between two exercises does not end its session: heartbeats are not in the log.
 * Several servers may do so at once, which changes nothing.
 * @throws LogUnavailableError
 */
export async function keepSession({ log, presence, clock, random }: SessionKeeperDeps, view: ClassView): Promise<void> {
  if (!isQuiet(view, clock.wallMs())) {
    return;
  }
  await presence.refresh(view.classId);
  await view.catchUpGently();
  const nowMs = clock.wallMs();
  if (isQuiet(view, nowMs) && isClassThere(view, presence, nowMs)) {
    const entry = { kind: 'action', studentId: '', receivedAtMs: nowMs, id: randomId(random, ID_BITS) } as const;
    await log.appendEntries(view.classId, { ...entry, action: { type: 'there' } });
  }
}

function isQuiet({ isWhole, projection }: ClassView, nowMs: number): boolean {
  const silentMs = projection.sessions.silentMs(nowMs);
  return isWhole && silentMs >= QUIET_MS && silentMs < SESSION_GAP_MS;
}

function isClassThere({ classId, projection }: ClassView, presence: Presence, nowMs: number): boolean {
  const { sessions } = projection;
  const startedAtMs = sessions.current?.startedAtMs ?? 0;
  const agoMs = (atMs: number): number => nowMs - sessions.asOfNow(atMs, nowMs);
  const reported = [...projection.students.values()].filter(({ lastBatchAtMs }) => lastBatchAtMs >= startedAtMs);
  const there = reported.filter(({ studentId }) => agoMs(presence.heardAtMs(classId, studentId)) < HEARD_MS);
  const lastReportMs = reported.reduce((last, { lastBatchAtMs }) => Math.max(last, lastBatchAtMs), 0);
  return there.length > 0 && there.length >= reported.length * CLASS_SHARE && agoMs(lastReportMs) < MAX_LECTURE_MS;
}
