import { fullJitterMs, type Random } from './jitter';

/** The cap of the delay before each further attempt of one flush, in milliseconds. */
const BACKOFF_LADDER_MS = [1_000, 2_000, 4_000, 8_000] as const;

/** Attempts of one flush before it gives up into the next cadence: by then the breaker is open. */
export const ATTEMPTS_PER_FLUSH = BACKOFF_LADDER_MS.length + 1;

/** The jittered delay after the `failures`-th failure in a row of one flush, counted from 1. */
export function backoffDelayMs(failures: number, random: Random): number {
  const step = Math.min(failures, BACKOFF_LADDER_MS.length) - 1;
  return fullJitterMs(BACKOFF_LADDER_MS[step] ?? 0, random);
}
