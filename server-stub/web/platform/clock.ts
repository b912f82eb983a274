/** The instructor's wall clock, in milliseconds since the epoch. May be wrong: see class/model/server-clock.ts. */
export interface Clock {
  now(): number;
}

export const browserClock: Clock = { now: () => Date.now() };
