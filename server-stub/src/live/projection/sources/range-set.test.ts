import { array, assert, integer, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RangeSet, sizeOf } from './range-set';

const ranges = array(tuple(integer({ min: 1, max: 60 }), integer({ min: 0, max: 12 })), { maxLength: 40 });

describe('RangeSet', () => {
  it('holds what a set of numbers would hold, in as few ranges as possible', () => {
    assert(
      property(ranges, added => {
        const set = new RangeSet();
        const model = new Set<number>();
        for (const [from, length] of added) {
          set.add(from, from + length);
          for (let value = from; value <= from + length; value++) {
            model.add(value);
          }
        }
        expect(set.size).toBe(model.size);
        expect(set.top).toBe(Math.max(0, ...model));
        for (let value = 0; value <= 80; value++) {
          expect(set.has(value)).toBe(model.has(value));
        }
        const { ranges } = set;
        expect(
          ranges.every((range, index) => range.from <= range.to && (index === 0 || (ranges[index - 1]?.to ?? 0) + 1 < range.from)),
        ).toBe(true);
      }),
    );
  });

  it('gives the gaps of any stretch', () => {
    assert(
      property(ranges, integer({ min: 1, max: 70 }), integer({ min: 0, max: 30 }), (added, from, length) => {
        const set = new RangeSet();
        for (const [start, size] of added) {
          set.add(start, start + size);
        }
        const gaps = set.gaps(from, from + length);
        const inGaps = (value: number): boolean => gaps.some(gap => gap.from <= value && value <= gap.to);
        for (let value = from; value <= from + length; value++) {
          expect(inGaps(value)).toBe(!set.has(value));
        }
        expect(gaps.reduce((sum, gap) => sum + sizeOf(gap), 0)).toBeLessThanOrEqual(length + 1);
      }),
    );
  });
});
