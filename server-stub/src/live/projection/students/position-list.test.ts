import { assert, integer, property, tuple, array, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePositions } from '../../../log/event-log';
import { PositionList } from './position-list';

const toPosition = ([major, minor]: readonly [number, number]): string => `${String(major)}-${String(minor)}`;
const redisPosition = tuple(integer({ min: 1_795_338_600_000, max: 1_795_338_600_020 }), integer({ min: 0, max: 3 })).map(toPosition);
const rowNumber = integer({ min: 1, max: 40 }).map(String);
const positions = constantFrom(redisPosition, rowNumber).chain(position => array(position));

const all = (list: PositionList): string[] => list.slice(0, list.length);

function listOf(added: readonly string[]): PositionList {
  const list = new PositionList();
  added.forEach(position => list.add(position));
  return list;
}

describe('a list of positions', () => {
  it('holds each as it was, ascending, though a log is read again from anywhere', () => {
    assert(
      property(positions, positions, (first, again) => {
        const [known, retold] = [first, again].map(some => [...new Set(some)].toSorted(comparePositions));
        const [from = ''] = retold ?? [];
        const before = (known ?? []).filter(position => from === '' || comparePositions(position, from) < 0);

        expect(all(listOf([...(known ?? []), ...(retold ?? [])]))).toEqual([...before, ...(retold ?? [])]);
      }),
    );
  });

  it('is the same after it rested in a snapshot, row numbers after stream ids included', () => {
    assert(
      property(positions, some => {
        const list = listOf([...some.toSorted(comparePositions), '9999999999999']);
        const value: unknown = JSON.parse(JSON.stringify(list.toValue()));

        expect(all(PositionList.of(value as number[]))).toEqual(all(list));
      }),
    );
  });

  it('remembers the newest of very many', () => {
    const list = new PositionList(20);
    for (let row = 1; row <= 100; row++) {
      list.add(String(row));
    }

    expect(list.length).toBeLessThanOrEqual(20);
    expect(list.length).toBeGreaterThan(10);
    expect(all(list).at(-1)).toBe('100');
    expect(Number(all(list)[0])).toBe(101 - list.length);
  });

  it('is cut like an array', () => {
    const list = listOf(['1', '2', '5', '7']);

    expect([list.slice(1, 3), list.slice(3, 9), list.slice(4, 9)]).toEqual([['2', '5'], ['7'], []]);
  });
});
