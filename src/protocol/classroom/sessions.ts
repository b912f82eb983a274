/**
 * A meeting of the class. Streaks, waits and figures of a class's state are of its newest session; the record keeps all. Times are RFC 3339, by the
 * server's clock.
 */
export interface ClassSession {
  /** Good for as long as the class has one that began about then. */
  readonly id: string;
  readonly startedAt: string;
  /** When somebody was last heard, or the next one began; absent while it goes on. */
  readonly endedAt?: string;
  /** Somebody was there after half an hour of nobody, or an instructor said so. */
  readonly begunBy: 'activity' | 'instructor';
}

/** One of `GET /classes/{id}/sessions`. */
export interface SessionSummary extends ClassSession {
  /** Who began it, with `instructor`. */
  readonly by?: string;
  /** Who reported anything they had just done. */
  readonly students: number;
  /** Runs, and how many of them failed. Of each student the newest 3,000 of all sessions count. */
  readonly runs: number;
  readonly errors: number;
}

/** `GET /classes/{id}/sessions`: the newest first, at most 200. `POST` begins one, and answers with it. */
export interface SessionList {
  readonly sessions: readonly SessionSummary[];
}
