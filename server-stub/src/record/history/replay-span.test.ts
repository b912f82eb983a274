import { expect, it } from 'vitest';
import { spanOf } from './replay-span';

const HOUR_MS = 3_600_000;
const hoursOf = (...hours: readonly number[]): unknown => {
  const span = spanOf(
    hours.map(hour => hour * HOUR_MS),
    student => student,
  );
  return span && [span.fromMs / HOUR_MS, span.toMs / HOUR_MS];
};

it('a replay is from the first run to the last', () => {
  expect(hoursOf()).toBeUndefined();
  expect(hoursOf(9)).toEqual([9, 9]);
  expect(hoursOf(9.5, 9, 10, 11)).toEqual([9, 11]);
});

it('begins with the class, and not with a few whose clocks say that they worked hours before', () => {
  expect(hoursOf(1, 9, 9.1, 9.2, 9.3, 10)).toEqual([9, 10]);
  expect(hoursOf(...Array.from({ length: 5 }, () => 1), ...Array.from({ length: 50 }, (_, index) => 9 + index / 50))).toEqual([9, 9.98]);
});

it('begins with those who were early, and with as many as no few are', () => {
  expect(hoursOf(7.5, 9, 9.1, 9.2, 9.3, 10)).toEqual([7.5, 10]);
  expect(hoursOf(1, 1, 9, 9.1, 9.2, 10)).toEqual([1, 10]);
});

it('of a small class begins with its first', () => {
  expect(hoursOf(1, 9, 9.1, 9.2)).toEqual([1, 9.2]);
});
