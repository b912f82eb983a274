import { formatClock, formatHour } from '../../text/format';

/** As many ticks as an axis of times has at most. */
const MAX_TICKS = 8;
const MINUTE_MS = 60_000;

/** The times of an axis as its ticks: with their seconds where several ticks would fall into one minute, and else without. */
export function timeTicks(timesMs: readonly number[]): readonly string[] {
  const spanMs = (timesMs.at(-1) ?? 0) - (timesMs[0] ?? 0);
  return timesMs.map(spanMs < MAX_TICKS * MINUTE_MS ? formatClock : formatHour);
}
