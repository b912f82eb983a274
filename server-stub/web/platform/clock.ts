/** Two clocks of the instructor's machine. */
export interface Clock {
  /** Wall time, in milliseconds since the epoch. May be wrong, and may be set: see class/model/server-clock.ts. */
  now(): number;
  /** Milliseconds that only ever grow, from an arbitrary start: for intervals. */
  monotonic(): number;
}

export const browserClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
