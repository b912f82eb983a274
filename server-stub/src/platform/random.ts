import { randomBytes } from 'node:crypto';

/** Randomness. A test or a simulation brings its own, seeded. */
export interface Random {
  /** At least 0, below 1. For spreading in time, never for secrets. */
  fraction(): number;
  /** `bytes` unpredictable bytes. */
  bytes(count: number): Uint8Array;
}

export const systemRandom: Random = {
  fraction: () => Math.random(),
  bytes: count => randomBytes(count),
};

/** `bits` random bits in base64url without padding; 128 of them never collide. */
export function randomId(random: Random, bits = 128): string {
  return Buffer.from(random.bytes(bits / 8)).toString('base64url');
}

/** `value` stretched or shrunk by up to `share` of itself, to spread a class that acts in step. */
export function jitter(random: Random, value: number, share: number): number {
  return Math.round(value * (1 - share + 2 * share * random.fraction()));
}
