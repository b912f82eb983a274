import { LIMITS } from '../protocol';
import { fullJitterMs, spreadMs, type Random } from './jitter';

/** How far each report moves from the cadence, as a part of it. */
const CADENCE_JITTER_RATIO = 0.2;

/** How long the return after being offline or asleep is spread over: 200 clients must not return as one. */
export const RETURN_SPREAD_MS = 15_000;

/**
 * A client's first report falls anywhere in `spanMs`, so that a class that starts or returns together reports spread out.
 * Fewer fall into the last fifth: by then the first ones report again, and both together must not be a crowd.
 */
export function firstReportMs(spanMs: number, random: Random): number {
  return fullJitterMs(spanMs * (1 - CADENCE_JITTER_RATIO + CADENCE_JITTER_RATIO * random()), random);
}

/** The time to the next report when the server did not say. */
export function nextReportMs(cadenceMs: number, random: Random): number {
  return spreadMs(cadenceMs, CADENCE_JITTER_RATIO, random);
}

/** The server's `nextMs`, held to sane bounds. */
export function toldReportMs(nextMs: number): number {
  return Math.min(Math.max(nextMs, LIMITS.minCadenceMs / 2), LIMITS.maxCadenceMs);
}
