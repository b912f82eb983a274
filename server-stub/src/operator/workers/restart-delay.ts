import { jitter, type Random } from '../../platform/random';

const FIRST_MS = 250;
const MAX_DELAY_MS = 15_000;
const SPREAD = 0.2;
/** A worker that lived so long did not die of its start. */
const SETTLED_MS = 60_000;

/** How many workers of one place died young in a row, this one included. */
export function countYoungDeaths(before: number, livedMs: number): number {
  return livedMs >= SETTLED_MS ? 1 : before + 1;
}

/** How long a dead worker's place stays empty: the first is replaced at once to the eye, one that dies again and again ever more slowly. */
export function restartDelayMs(youngDeaths: number, random: Random): number {
  return jitter(random, Math.min(FIRST_MS * 2 ** (youngDeaths - 1), MAX_DELAY_MS), SPREAD);
}
