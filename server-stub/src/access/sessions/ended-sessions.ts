/**
 * The sessions that somebody ended before they expired, of all servers on one store: a session's cookie is good by its signature alone, and may
 * have been copied. Every call may throw `LogUnavailableError`.
 */
export interface EndedSessions {
  /** Ends a session. It is remembered until it would have ended by itself, and those that have by now are forgotten. */
  add(sessionId: string, expiresAtMs: number, nowMs: number): Promise<void>;
  has(sessionId: string): Promise<boolean>;
}
