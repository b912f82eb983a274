import { LIMITS } from '../protocol';

/** Events in the first request to a server that was down. */
const PROBE_EVENTS = 10;

/** How fast a limit that was lowered grows back, for each batch that is taken. */
const RAMP_FACTOR = 4;

/** How many events the next batch may hold. */
export type BatchSize = number;

export const FULL_BATCH: BatchSize = LIMITS.batchEvents;

/** Through a half-open breaker: one small request decides. */
export function probeSize(size: BatchSize): BatchSize {
  return Math.min(size, PROBE_EVENTS);
}

/** After a batch was taken. */
export function rampUp(size: BatchSize): BatchSize {
  return Math.min(size * RAMP_FACTOR, FULL_BATCH);
}

/** After a batch of `sent` events was refused as a whole: half of it, at least one. */
export function halve(sent: number): BatchSize {
  return Math.max(1, Math.floor(sent / 2));
}
