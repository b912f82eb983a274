import type { ClassSession } from '../../../../src/protocol';
import { HttpProblem } from '../../http/problem';
import type { ClassSessions, Session } from '../projection/sessions/class-sessions';
import { toSession } from '../projection/sessions/render-session';
import type { ClassView } from '../view/class-view';

/** Times in milliseconds since the epoch: from `fromMs` to before `toMs`. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One session of a class. */
export interface MetSession {
  readonly summary: ClassSession;
  /** Whoever reported then was there. */
  readonly met: TimeRange;
  /** What happened then is of it, whenever it was received. */
  readonly time: TimeRange;
}

/** The view must have been caught up. @throws HttpProblem `not_found` */
export function requireSession({ projection: { sessions } }: ClassView, id: unknown, nowMs: number): MetSession {
  const session = typeof id === 'string' ? findSession(sessions, id, nowMs) : undefined;
  if (session === undefined) {
    throw new HttpProblem('not_found', 'The class has no session with this id.');
  }
  return session;
}

/** The session that was on at the time that an id stands for: a report that arrives late may let one begin a little earlier. */
function findSession(sessions: ClassSessions, id: string, nowMs: number): MetSession | undefined {
  const all = sessions.list();
  const atMs = /^\d{1,16}$/u.test(id) ? Number(id) : Number.NaN;
  const index = all.findLastIndex(({ startedAtMs }) => startedAtMs <= atMs);
  const session = all[index];
  return session !== undefined && atMs <= session.lastMs ? describe(session, all[index + 1], sessions.isOver(nowMs)) : undefined;
}

function describe(session: Session, next: Session | undefined, isNewestOver: boolean): MetSession {
  const hasEnded = next !== undefined || isNewestOver;
  return {
    summary: toSession(session, hasEnded ? session.lastMs : undefined),
    met: { fromMs: session.startedAtMs, toMs: next?.startedAtMs ?? Number.POSITIVE_INFINITY },
    time: { fromMs: session.sinceMs, toMs: next?.sinceMs ?? Number.POSITIVE_INFINITY },
  };
}

export function isWithin({ fromMs, toMs }: TimeRange, timeMs: number): boolean {
  return timeMs >= fromMs && timeMs < toMs;
}
