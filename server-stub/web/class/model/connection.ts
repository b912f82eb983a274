/**
 * Whether the numbers on the page are current.
 * - `connecting`: nothing was received yet
 * - `live`: heard from the server within the last few seconds
 * - `reconnecting`: not now; what is on the page dates from `heardAtMs`
 * - `ended`: the server does not take this session, or does not know this class, any more
 */
export type Connection =
  | { readonly phase: 'connecting'; readonly sinceMs: number }
  | { readonly phase: 'live'; readonly heardAtMs: number }
  | { readonly phase: 'reconnecting'; readonly sinceMs: number; readonly heardAtMs: number }
  | { readonly phase: 'ended'; readonly status: number };

export function startConnecting(nowMs: number): Connection {
  return { phase: 'connecting', sinceMs: nowMs };
}

/** After any sign of life from a feed that has sent its snapshot. */
export function hear(nowMs: number): Connection {
  return { phase: 'live', heardAtMs: nowMs };
}

/** After a disconnection. Repeated failures keep the time of the first. */
export function lose(connection: Connection, nowMs: number): Connection {
  return connection.phase === 'live' ? { phase: 'reconnecting', sinceMs: nowMs, heardAtMs: connection.heardAtMs } : connection;
}
