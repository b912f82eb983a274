import { createHash } from 'node:crypto';
import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { md5, sha256 } from './digests';

const DIGESTS = { md5, sha256 };

describe.each(['md5', 'sha256'] as const)('%s', name => {
  const expected = (text: string) => createHash(name).update(text).digest('hex');

  it('is what everybody else computes', () => {
    assert(
      property(string({ unit: 'grapheme', maxLength: 300 }), text => {
        expect(DIGESTS[name](text)).toBe(expected(text));
      }),
    );
  });

  it('is so at every length around whole blocks', () => {
    for (let length = 0; length <= 200; length++) {
      const text = 'é'.repeat(length % 2) + 'x'.repeat(length);
      expect(DIGESTS[name](text)).toBe(expected(text));
    }
  });

  it('takes a cell of any length', () => {
    const long = 'print("すべて")\n'.repeat(20_000);
    expect(DIGESTS[name](long)).toBe(expected(long));
  });
});

describe('the constants', () => {
  it('are the same in a browser whose sines and roots differ in the last bit', () => {
    const sines = Array.from({ length: 64 }, (_, index) => Math.abs(Math.sin(index + 1)));
    const primes = Array.from({ length: 312 }, (_, n) => n).filter(n => n > 1 && [2, 3, 5, 7, 11, 13, 17].every(p => n === p || n % p > 0));
    for (const value of [...sines, ...primes.map(Math.cbrt), ...primes.slice(0, 8).map(Math.sqrt)]) {
      const scaled = (value % 1) * 2 ** 32;
      expect(Math.abs(scaled - Math.round(scaled))).toBeGreaterThan(value * 2 ** 32 * Number.EPSILON * 4);
    }
  });
});
