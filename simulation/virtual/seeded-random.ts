import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Random, RandomId } from '../../src/platform/random';

/** Randomness that a seed repeats. */
export interface SeededRandom {
  readonly draw: Random;
  /** 128 random bits in base64url. */
  readonly id: RandomId;
  readonly bytes: (count: number) => Uint8Array;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
}

/** The generator's state is filled from 32 bits: its first numbers are alike for all seeds. */
const WARM_UP = 20;

/** Seeds that follow each other give numbers that do not (the finaliser of MurmurHash3). */
function scramble(seed: number): number {
  let mixed = Math.trunc(seed) ^ Math.trunc(seed / 4_294_967_296);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85_eb_ca_6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2_b2_ae_35);
  return mixed ^ (mixed >>> 16);
}

/** The same numbers for the same seed, in every run and on every machine. */
export function createSeededRandom(seed: number): SeededRandom {
  const generator = xoroshiro128plus(scramble(seed));
  for (let draws = 0; draws < WARM_UP; draws++) {
    uniformInt(generator, 0, 1);
  }
  const draw = () => uniformFloat64(generator);
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => uniformInt(generator, 0, 255));
  return {
    draw,
    id: () => Buffer.from(bytes(16)).toString('base64url'),
    bytes,
    between: (from, to) => uniformInt(generator, from, to),
    pick: items => items[uniformInt(generator, 0, items.length - 1)] ?? items[0],
  };
}
