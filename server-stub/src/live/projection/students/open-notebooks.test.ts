import { array, assert, boolean, constantFrom, integer, property, record, shuffledSubarray } from 'fast-check';
import { expect, it } from 'vitest';
import { OpenNotebooks } from './open-notebooks';

const HOUR_MS = 3_600_000;

interface Told {
  readonly path: string;
  readonly isClosed: boolean;
  readonly hour: number;
}

function tell(...all: readonly Told[]): OpenNotebooks {
  const notebooks = new OpenNotebooks();
  all.forEach(({ path, isClosed, hour }) => notebooks.note(path, isClosed, { timeMs: hour * HOUR_MS, sid: path, seq: isClosed ? 1 : 0 }));
  return notebooks;
}

const opened = (path: string, hour: number): Told => ({ path, isClosed: false, hour });
const closed = (path: string, hour: number): Told => ({ path, isClosed: true, hour });

it.each([
  ['none was ever open', tell(), false],
  ['the only one is closed', tell(opened('a', 1), closed('a', 2)), true],
  ['one of two is closed', tell(opened('a', 1), opened('b', 1), closed('a', 2)), false],
  ['both are closed', tell(closed('a', 2), closed('b', 3)), true],
  ['it was opened again', tell(opened('a', 1), closed('a', 2), opened('a', 3)), false],
  ['what is told late was before the closing', tell(closed('a', 2), opened('a', 1)), true],
  ['the other was left open the day before', tell(opened('a', 1), opened('b', 20), closed('b', 21)), true],
  ['the other was left open in the morning', tell(opened('a', 10), opened('b', 20), closed('b', 21)), false],
])('when %s', (_when, notebooks, areClosed) => {
  expect(notebooks.areClosed).toBe(areClosed);
});

it('comes out the same in any order, and from a snapshot', () => {
  const told = record({ path: constantFrom('a', 'b', 'c'), isClosed: boolean(), hour: integer({ min: 0, max: 30 }) });
  const cases = array(told, { maxLength: 12 }).chain(all =>
    shuffledSubarray(all, { minLength: all.length }).map(shuffled => [all, shuffled] as const),
  );
  assert(
    property(cases, ([all, shuffled]) => {
      const restored = new OpenNotebooks();
      restored.restore(tell(...shuffled).toValue());
      expect(restored.areClosed).toBe(tell(...all).areClosed);
    }),
  );
});

it('remembers the newest of very many', () => {
  const many = Array.from({ length: 200 }, (_, index) => opened(String(index), index));
  expect(
    tell(...many)
      .toValue()
      .map(([path]) => path),
  ).toEqual(many.slice(-50).map(({ path }) => path));
});
