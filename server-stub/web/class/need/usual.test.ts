import { expect, it } from 'vitest';
import { makeExercise } from '../../testing/class-fixtures';
import { usualIn } from './usual';

it('what is usual is guessed at first, and then what the class shows', () => {
  expect(usualIn([])).toEqual({ setbackMs: expect.closeTo(50_000), tryMs: expect.closeTo(45_000), setbacks: 1 });
  const few = usualIn([makeExercise('a', { started: 4, setbacks: { count: 3, medianMs: 200_000, medianTryMs: null } })]);
  expect(few.setbackMs).toBeGreaterThan(50_000);
  expect(few.setbackMs).toBeLessThan(100_000);
  expect(few.tryMs).toBeCloseTo(45_000);
  const many = usualIn(
    ['a', 'b'].map(id => makeExercise(id, { started: 300, setbacks: { count: 600, medianMs: 200_000, medianTryMs: 90_000 } })),
  );
  expect(many.setbackMs).toBeGreaterThan(190_000);
  expect(many.tryMs).toBeGreaterThan(88_000);
  expect(many.setbacks).toBeGreaterThan(1.9);
});

it('cells of which nobody is judged say nothing of what is usual', () => {
  const named = makeExercise('a', { started: 30, setbacks: { count: 0, medianMs: null, medianTryMs: null } });
  expect(usualIn([named, makeExercise('b', { started: 500 })])).toEqual(usualIn([named]));
  expect(usualIn([named]).setbacks).toBeCloseTo(20 / 50);
});

it('medians are brought together by factors, and none makes the others nothing', () => {
  const { setbackMs } = usualIn([makeExercise('a', { started: 9, setbacks: { count: 15, medianMs: 0, medianTryMs: null } })]);
  expect(setbackMs).toBeCloseTo(Math.sqrt(50_000));
});
