import type { InstructorName, SessionSummary } from '../../../../src/protocol';
import type { EventLog } from '../../log/event-log';
import type { Clock } from '../../platform/clock';
import { type Random, randomId } from '../../platform/random';
import { SAME_BEGINNING_MS } from '../projection/sessions/class-sessions';
import type { ClassView } from '../view/class-view';
import { listSessions } from './list-sessions';

export interface SessionDeps {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
}

const ID_BITS = 72;

/**
 * Begins a session of the class, unless one has begun within the last minute: of two who press at the same time, both get the same.
 * @returns the newest session, and whether this has begun it
 * @throws LogUnavailableError
 */
export async function beginSession(
  { log, clock, random }: SessionDeps,
  view: ClassView,
  by: InstructorName,
): Promise<{ readonly session: SessionSummary; readonly isNew: boolean }> {
  await view.catchUp();
  const nowMs = clock.wallMs();
  const isNew = Math.abs(nowMs - (view.projection.sessions.current?.startedAtMs ?? 0)) >= SAME_BEGINNING_MS;
  if (isNew) {
    const entry = { kind: 'action', studentId: '', receivedAtMs: nowMs, id: randomId(random, ID_BITS) } as const;
    await log.appendEntries(view.classId, { ...entry, action: { type: 'session', by } });
    await view.catchUp();
  }
  const [session] = listSessions(view.projection, clock.wallMs());
  return { session: session as SessionSummary, isNew };
}
