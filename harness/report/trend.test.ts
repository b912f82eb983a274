import { expect, it } from 'vitest';
import { trendOf } from './trend';

it('a trend is that of the last two thirds', () => {
  const values = [5, 90, 30, 100, 102, 104, 106, 108, 110];
  const trend = trendOf(values.map((value, index) => ({ atS: index * 30, value })));
  expect(trend).toMatchObject({ min: 100, max: 110, mean: 105 });
  expect(trend.slopePerMinute).toBeCloseTo(4);
  expect(trend.floorRise).toBeCloseTo(6 / 100);
});

it('what stands still has no slope', () => {
  const trend = trendOf([0, 1, 2, 3, 4, 5].map(atS => ({ atS, value: 7 })));
  expect(trend).toEqual({ min: 7, max: 7, mean: 7, slopePerMinute: 0, floorRise: 0 });
});

it('a saw whose teeth stay at their height rises nowhere, wherever it is cut', () => {
  const values = [0, 0, 0, 100, 150, 200, 100, 150, 200];
  expect(trendOf(values.map((value, atS) => ({ atS, value }))).floorRise).toBe(0);
});
