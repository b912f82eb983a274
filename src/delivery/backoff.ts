import { fullJitterMs, type Random } from './jitter';

/** The cap of the delay before each further attempt of one flush, in milliseconds. */
const BACKOFF_LADDER_MS = [1_000, 2_000, 4_000, 8_000, 10_000] as const;

/** Attempts of one flush before it gives up into the next cadence. The last delay is waited for only where the breaker opens later than after five failures. */
export const ATTEMPTS_PER_FLUSH = BACKOFF_LADDER_MS.length;

/** The jittered delay after the `failures`-th failure in a row of one flush, counted from 1. */
export function backoffDelayMs(failures: number, random: Random): number {
  const step = Math.min(failures, BACKOFF_LADDER_MS.length) - 1;
  return fullJitterMs(BACKOFF_LADDER_MS[step] ?? 0, random);
}

/** The least delay before a name that another device has is asked for again, in milliseconds: an instructor stands there and is about to release it. */
const TAKEN_MS = 4000;

/** The same for one that waits for minutes: on average it asks as often as a student reports. */
const LONG_TAKEN_MS = 10_000;

/** By how much the delay grows from answer to answer: it takes three minutes from the one to the other. */
const TAKEN_GROWTH = 1.05;

/** The jittered delay after the `times`-th answer in a row that another device has the name, counted from 1: up to twice its least. */
export function takenDelayMs(times: number, random: Random): number {
  return Math.min(LONG_TAKEN_MS, TAKEN_MS * TAKEN_GROWTH ** (times - 1)) * (1 + random());
}
