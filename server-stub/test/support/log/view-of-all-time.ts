import { START_MS } from './random-log';

/** How a view looks at a random log: long after it, at everything in it, with nobody at a page. */
export const VIEW = {
  nowMs: START_MS + 10_000_000,
  asOfNow: (stampMs: number) => stampMs,
  sinceMs: Number.NEGATIVE_INFINITY,
  hereSinceMs: Number.NEGATIVE_INFINITY,
  cadenceMs: 15_000,
  heardAtMs: () => 0,
  nowAt: () => ({}),
};
