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

  it('keeps its count, and what it holds of the newest, however many pieces it is in', () => {
    const set = new RangeSet(10);
    for (let value = 1; value <= 100_000; value += 2) {
      set.add(value, value);
    }
    const restored = new RangeSet(10);
    restored.restore(JSON.parse(JSON.stringify(set.toValue())) as number[]);

    for (const each of [set, restored]) {
      expect(each.ranges.length).toBe(10);
      expect([each.size, each.top, each.settledSize, each.settledGap]).toEqual([50_000, 99_999, 49_990, 49_989]);
      expect([each.has(99_999), each.has(99_998), each.has(7)]).toEqual([true, false, true]);
      expect(each.gaps(1, 99_999)).toHaveLength(10);
      each.add(5, 6);
      expect(each.size).toBe(50_000);
    }
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
