import { describe, expect, it } from 'vitest';
import { type JudgedSetback, longSetbackMs, plainlyLongMs } from './long-setback';

const USUAL = { setbackMs: 60_000, tryMs: 40_000, setbacks: 1 };

const longMs = (changes: Partial<JudgedSetback> = {}, silentMs = 0): number =>
  longSetbackMs({ kind: 'check', tries: 4, tryMs: 40_000, medianRunMs: 20, usual: USUAL, ...changes }, silentMs);

describe('a setback is long', () => {
  it('by what is usual in the class, and never after one try', () => {
    expect(longMs()).toBeCloseTo(13 * 60_030);
    expect(longMs({ usual: { ...USUAL, setbackMs: 120_000 } })).toBeCloseTo(13 * 120_030);
    expect(longMs({ tries: 1, tryMs: undefined })).toBe(Infinity);
  });

  it('later where the exercise computes for long, and where the class has more setbacks', () => {
    expect(longMs({ medianRunMs: 30_000 })).toBeGreaterThan(1.7 * longMs());
    expect(longMs({ usual: { ...USUAL, setbacks: 2 } })).toBeGreaterThan(1.4 * longMs());
  });

  it('sooner with an error, sooner still with the same again, and later while errors change', () => {
    const error = (sameError: number, errors: number): number => longMs({ kind: 'error', sameError, errors });
    expect(error(1, 1)).toBeLessThan(longMs());
    expect(error(4, 1)).toBeLessThan(error(2, 1));
    expect(error(2, 3)).toBeGreaterThan(error(2, 1));
    expect(error(200, 1)).toBe(error(7, 1));
    expect(longMs({ kind: 'error' })).toBe(error(1, 1));
  });

  it('sooner for who thinks long over each try, and for who has stopped trying', () => {
    expect(longMs({ tryMs: 80_000 })).toBeLessThan(longMs());
    expect(longMs({ tryMs: 20_000 })).toBeGreaterThan(longMs());
    expect(longMs({}, 80_000)).toBe(longMs());
    expect(longMs({}, 240_000)).toBeLessThan(longMs() / 2);
  });

  it('plainly, if nothing else is known of it', () => {
    expect(plainlyLongMs({ medianRunMs: null, usual: USUAL })).toBeCloseTo(13 * 60_000);
  });
});
