/** Two clocks of the instructor's machine. */
export interface Clock {
  /** Wall time, in milliseconds since the epoch. May be wrong, and may be set: see class/model/server-clock.ts. */
  now(): number;
  /** Milliseconds that only ever grow, from an arbitrary start: for intervals. */
  monotonic(): number;
}

/** What both clocks say at one time. */
export interface Moment {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

export const momentOf = (clock: Clock): Moment => ({ wallMs: clock.now(), monotonicMs: clock.monotonic() });

export const browserClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
