import { describe, expect, it } from 'vitest';
import { stepRow } from './step-row';

const step = (key: string, index: number): number | undefined => stepRow(key, index, 100, { startIndex: 10, endIndex: 30 });

describe('a step through a long table', () => {
  it.each([
    ['ArrowDown', 12, 13],
    ['ArrowUp', 12, 11],
    ['PageDown', 12, 31],
    ['PageUp', 12, 0],
    ['PageDown', 95, 99],
    ['Home', 12, 0],
    ['End', 12, 99],
  ])('with %s from row %i leads to row %i', (key, index, next) => expect(step(key, index)).toBe(next));

  it('goes no further than the ends, and nowhere with other keys', () => {
    expect(step('ArrowUp', 0)).toBeUndefined();
    expect(step('ArrowDown', 99)).toBeUndefined();
    expect(step('a', 12)).toBeUndefined();
    expect(step('toString', 12)).toBeUndefined();
  });

  it('moves by one row at least, even before anything was measured', () => {
    expect(stepRow('PageDown', 0, 100, null)).toBe(1);
  });

  it('does not begin outside the rows', () => expect(step('ArrowDown', -1)).toBeUndefined());
});
