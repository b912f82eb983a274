import type { Random } from '../../platform/random';

const CEILINGS_MS = [1000, 2000, 4000, 8000, 10_000];
const FLOOR_MS = 250;

/** Milliseconds before attempt `failures` + 1: full jitter, so that ten dashboards do not return as one. */
export function reconnectDelayMs(failures: number, random: Random): number {
  const ceiling = CEILINGS_MS[Math.min(Math.max(failures, 1), CEILINGS_MS.length) - 1] ?? FLOOR_MS;
  return FLOOR_MS + random() * (ceiling - FLOOR_MS);
}
