import type { Random } from './jitter';

/** Failures in a row that open the breaker. */
const FAILURES_TO_TRIP = 5;

/** How long an open breaker waits before its probe at most, in milliseconds. */
export const OPEN_MS = 30_000;

/** The shortest wait, as a part of the longest. Wide, so that probes spread over a whole cadence; downwards, so that nobody waits longer than told. */
const MIN_OPEN_RATIO = 1 / 2;

/**
 * Keeps a client from hammering a server that is down. Pure: a value that is replaced, never changed.
 * - closed: requests flow
 * - open: none until `probeAtMs`
 * - half-open: one small request decides
 */
export type Breaker =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly probeAtMs: number }
  | { readonly kind: 'half-open' };

export const CLOSED_BREAKER: Breaker = { kind: 'closed', failures: 0 };

/** The breaker as a request sets out: an open one whose time has come lets a probe through. */
export function beforeRequest(breaker: Breaker, nowMs: number): Breaker {
  return breaker.kind === 'open' && nowMs >= breaker.probeAtMs ? { kind: 'half-open' } : breaker;
}

/** The breaker after a failure that counts: no connection, a timeout, or the server's own fault. */
export function afterFailure(breaker: Breaker, nowMs: number, random: Random): Breaker {
  const failures = breaker.kind === 'closed' ? breaker.failures + 1 : FAILURES_TO_TRIP;
  return failures < FAILURES_TO_TRIP ? { kind: 'closed', failures } : trip(nowMs, random);
}

/** Any answer by the server itself, a refusal too, shows that it is there. */
export function afterAnswer(): Breaker {
  return CLOSED_BREAKER;
}

function trip(nowMs: number, random: Random): Breaker {
  return { kind: 'open', probeAtMs: nowMs + OPEN_MS * (MIN_OPEN_RATIO + (1 - MIN_OPEN_RATIO) * random()) };
}
