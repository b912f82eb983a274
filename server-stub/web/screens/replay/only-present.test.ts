import { expect, it } from 'vitest';
import { makeExercise } from '../../testing/class-fixtures';
import { onlyPresent } from './only-present';

it('a replay of a session has who was there and what they worked at, with every run', () => {
  const [loops, lists, plots] = [makeExercise('loops'), makeExercise('lists'), makeExercise('plots')];
  const replay = {
    fromMs: 0,
    toMs: 9,
    session: '1',
    students: ['ada', 'bob', 'cy'],
    exercises: [loops, lists, plots],
    runs: [
      [0, 2, 1, 1, 'passed'],
      [5, 0, -1, 0, null],
      [9, 2, 2, 0, 'failing'],
    ],
  } as const;

  expect(onlyPresent(replay)).toEqual({
    ...replay,
    students: ['ada', 'cy'],
    exercises: [lists, plots],
    runs: [
      [0, 1, 0, 1, 'passed'],
      [5, 0, -1, 0, null],
      [9, 1, 1, 0, 'failing'],
    ],
  });
});
