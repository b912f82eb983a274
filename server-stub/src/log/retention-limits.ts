/** What the live log may hold; the rest is in the archive alone. 0 sets no limit. */
export interface RetentionLimits {
  readonly keepDays: number;
  readonly keepMb: number;
}

export function hasLimits({ keepDays, keepMb }: RetentionLimits): boolean {
  return keepDays > 0 || keepMb > 0;
}

const DAY_MS = 86_400_000;
const MIB = 1024 * 1024;

/**
 * Entries younger than this stay in the log, however large it is: for ten minutes clients send again what a log lost with its
 * tail, and what is archived must not be something that the log then has otherwise.
 */
export const SETTLED_MS = 15 * 60_000;

/** Entries received before this time have reached their age. Whole days (UTC) at once, so that a quiet class makes few files. */
export function ageHorizonMs(nowMs: number, keepDays: number): number {
  return Math.floor(daysBeforeMs(nowMs, keepDays) / DAY_MS) * DAY_MS;
}

/** Events received before this time are no longer kept by a class with these `retentionDays`: whole days (UTC) at once; 0 when it keeps all. */
export function recordHorizonMs(nowMs: number, retentionDays: number | undefined): number {
  return retentionDays === undefined ? 0 : ageHorizonMs(nowMs, retentionDays);
}

/** Milliseconds since the epoch, so many days ago. */
export function daysBeforeMs(nowMs: number, days: number): number {
  return nowMs - days * DAY_MS;
}

/** Entries received before this time are settled, and may leave a log that is too large. */
export function settledHorizonMs(nowMs: number): number {
  return nowMs - SETTLED_MS;
}

/** @param keepMb MiB; 0 for no limit */
export function isTooLarge(sizeBytes: number, keepMb: number): boolean {
  return keepMb > 0 && sizeBytes > keepMb * MIB;
}
