/** Randomness that is given, in [0, 1): this folder draws none of its own. */
export type Random = () => number;

/**
 * "Full jitter": any delay from 0 to the cap, so that clients that failed together do not come back together.
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export function fullJitterMs(capMs: number, random: Random): number {
  return random() * capMs;
}

/** `ms` moved by at most `ratio` of itself, up or down. */
export function spreadMs(ms: number, ratio: number, random: Random): number {
  return ms * (1 + ratio * (2 * random() - 1));
}
