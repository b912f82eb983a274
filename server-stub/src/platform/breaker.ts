import type { Random } from './random';

/** Failures in a row that open the breaker: the same figure as in the client. */
export const FAILURES_TO_TRIP = 5;
/** The first probe of an open breaker comes soon, since a failover takes seconds; the later ones ever more rarely. */
const FIRST_PROBE_MS = 1000;
/** Nobody waits longer than this for a probe, in milliseconds: the same figure as in the client. */
export const MAX_PROBE_MS = 30_000;

/**
 * Spares a program that does not answer (the log's, a JupyterHub), and those who would wait for it. Pure: a value that is replaced, never
 * changed. Times are those of a monotonic clock.
 * - closed: requests go through
 * - open: they fail at once, until a probe of the server's own, due at `probeAtMs`, has succeeded
 */
export type Breaker =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly reason: string; readonly failedProbes: number; readonly probeAtMs: number };

export const CLOSED: Breaker = { kind: 'closed', failures: 0 };

/** The breaker after a request or a probe failed for `reason`. Requests that were under way when it opened change nothing more. */
export function afterFailure(breaker: Breaker, reason: string, nowMs: number, random: Random): Breaker {
  if (breaker.kind === 'open') {
    return breaker;
  }
  const failures = breaker.failures + 1;
  return failures < FAILURES_TO_TRIP ? { kind: 'closed', failures } : open(reason, 0, nowMs, random);
}

/** An open breaker after its probe failed; a closed one stays as it is. */
export function afterFailedProbe(breaker: Breaker, reason: string, nowMs: number, random: Random): Breaker {
  return breaker.kind === 'open' ? open(reason, breaker.failedProbes + 1, nowMs, random) : breaker;
}

function open(reason: string, failedProbes: number, nowMs: number, random: Random): Breaker {
  return { kind: 'open', reason, failedProbes, probeAtMs: nowMs + probeDelayMs(failedProbes, random) };
}

/** Doubling to the cap, with jitter over its upper half: several servers do not probe one Redis in step. */
function probeDelayMs(failedProbes: number, random: Random): number {
  const cap = Math.min(FIRST_PROBE_MS * 2 ** Math.min(failedProbes, 10), MAX_PROBE_MS);
  return Math.round((cap / 2) * (1 + random.fraction()));
}
