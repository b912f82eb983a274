import { describe, expect, it } from 'vitest';
import { skeletonOf } from './look-alike';

describe('ids that look the same', () => {
  it.each([
    ['ada', '\u0430d\u0430'],
    ['HOPPER', '\u041D\u041E\u03A1\u03A1\u0415R'],
    ['s10', 's1O'],
    ['lovelace', 'Iovelace'],
    ['s12', '\uFF53\uFF11\uFF12'],
    ['ada', 'A\u200Bda'],
  ])('%s and %s have one skeleton', (one, other) => {
    expect(skeletonOf(other)).toBe(skeletonOf(one));
  });

  it.each([
    ['ada', 'ida'],
    ['s12', 's21'],
    ['\u7530\u4E2D', '\u7530\u6751'],
    ['zoe', 'zo\u00EB'],
    ['s1234567', 's1234568'],
  ])('%s and %s do not', (one, other) => {
    expect(skeletonOf(other)).not.toBe(skeletonOf(one));
  });
});
