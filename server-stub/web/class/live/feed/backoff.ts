import type { Random } from '../../../platform/random';

const CEILINGS_MS = [1000, 2000, 4000, 8000, 10_000];
const FLOOR_MS = 250;

const AGAIN_AFTER_MS = 60_000;
const POLL_MS = 5000;
const HIDDEN_POLL_MS = 15_000;

/** Milliseconds before a feed that did not get through is tried again, ±25%. */
export function retrialDelayMs(random: Random): number {
  return AGAIN_AFTER_MS * (0.75 + random() / 2);
}

/** Milliseconds before the next plain request in place of a feed, ±20%. */
export function pollDelayMs(isHidden: boolean, random: Random): number {
  return (isHidden ? HIDDEN_POLL_MS : POLL_MS) * (0.8 + random() * 0.4);
}

/** Milliseconds before attempt `failures` + 1: full jitter, so that ten dashboards do not return as one. */
export function reconnectDelayMs(failures: number, random: Random): number {
  const ceiling = CEILINGS_MS[Math.min(Math.max(failures, 1), CEILINGS_MS.length) - 1] ?? FLOOR_MS;
  return FLOOR_MS + random() * (ceiling - FLOOR_MS);
}
