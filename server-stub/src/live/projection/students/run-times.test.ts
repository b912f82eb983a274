import { array, assert, boolean, integer, property, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import { RunTimes } from './run-times';

const run = tuple(integer({ min: 0, max: 50 }), boolean());

function timesOf(runs: readonly (readonly [timeMs: number, hasFailed: boolean])[]): RunTimes {
  const times = new RunTimes();
  runs.forEach(([timeMs, hasFailed]) => times.add(timeMs, hasFailed));
  return times;
}

it('counts the runs from a moment on, whatever came late and whatever was counted before', () => {
  assert(
    property(array(run), array(run), integer({ min: -1, max: 51 }), integer({ min: -1, max: 51 }), (early, late, fromMs, toMs) => {
      const times = timesOf(early);
      times.since(fromMs);
      late.forEach(([timeMs, hasFailed]) => times.add(timeMs, hasFailed));
      const wanted = [...early, ...late].filter(([timeMs]) => timeMs >= fromMs);
      const between = wanted.filter(([timeMs]) => timeMs < toMs);
      const countOf = (some: typeof wanted): object => ({ runs: some.length, errors: some.filter(([, hasFailed]) => hasFailed).length });
      const restored = new RunTimes();
      restored.restore(times.toValue());

      expect(times.since(fromMs)).toMatchObject(countOf(wanted));
      expect(times.between(fromMs, Math.max(fromMs, toMs))).toEqual(countOf(between));
      expect(restored.since(fromMs)).toMatchObject(countOf(wanted));
      expect(restored.newestMs).toBe(times.newestMs);
    }),
  );
});

it('remembers when the newest 3,000 were, and how many there were ever', () => {
  const times = timesOf(Array.from({ length: 4000 }, (_, index) => [index, index % 2 === 0] as const));

  expect(times.since(0)).toEqual({ runs: 4000, errors: 2000 });
  expect(times.since(3000)).toMatchObject({ runs: 1000, errors: 500 });
  expect(times.since(500).runs).toBe(3000);
});
