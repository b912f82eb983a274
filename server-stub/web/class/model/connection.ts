import type { Moment } from '../../platform/clock';

/**
 * Whether the numbers on the page are current.
 * - `connecting`: nothing was received yet
 * - `live`: heard from the server within the last few seconds
 * - `stalled`: heard, too, but nothing new of the class since `newsAtMs`, although some was due
 * - `reconnecting`: not now; what is on the page dates from `heardAtMs`
 * - `polling`: current to within a few seconds: something on the way holds or cuts the feed, so the page asks again and again
 * - `ended`: the server does not take this session, or does not know this class, any more
 */
export type Connection =
  | { readonly phase: 'connecting'; readonly since: Moment }
  | { readonly phase: 'live'; readonly heardAtMs: number }
  | { readonly phase: 'stalled'; readonly newsAtMs: number; readonly heardAtMs: number }
  | { readonly phase: 'reconnecting'; readonly sinceMs: number; readonly heardAtMs: number }
  | { readonly phase: 'polling'; readonly heardAtMs: number }
  | { readonly phase: 'ended'; readonly status: number };

export function startConnecting(now: Moment): Connection {
  return { phase: 'connecting', since: now };
}

/** After any sign of life from a feed that has sent its snapshot. */
export function hear({ wallMs }: Moment): Connection {
  return { phase: 'live', heardAtMs: wallMs };
}

/** After a sign of life that told nothing of the class, although something was due since `newsAt`. */
export function stall(newsAt: Moment, { wallMs }: Moment): Connection {
  return { phase: 'stalled', newsAtMs: newsAt.wallMs, heardAtMs: wallMs };
}

/** After an answer to a plain request, in place of a feed that does not get through. */
export function poll({ wallMs }: Moment): Connection {
  return { phase: 'polling', heardAtMs: wallMs };
}

/** After a disconnection. Repeated failures keep the time of the first. */
export function lose(connection: Connection, { wallMs }: Moment): Connection {
  if (connection.phase === 'live' || connection.phase === 'polling') {
    return { phase: 'reconnecting', sinceMs: wallMs, heardAtMs: connection.heardAtMs };
  }
  return connection.phase === 'stalled' ? { phase: 'reconnecting', sinceMs: wallMs, heardAtMs: connection.newsAtMs } : connection;
}
