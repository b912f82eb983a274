import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Random, RandomId } from '../../src/platform/random';

/** Randomness that a seed repeats. */
export interface SeededRandom {
  readonly draw: Random;
  /** 128 random bits in base64url. */
  readonly id: RandomId;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
}

export function createSeededRandom(seed: number): SeededRandom {
  const generator = xoroshiro128plus(seed);
  const draw = () => uniformFloat64(generator);
  return {
    draw,
    id: () => Buffer.from(Array.from({ length: 16 }, () => uniformInt(generator, 0, 255))).toString('base64url'),
    between: (from, to) => uniformInt(generator, from, to),
    pick: items => items[uniformInt(generator, 0, items.length - 1)] ?? items[0],
  };
}
