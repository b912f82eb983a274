import { expect, it } from 'vitest';
import { makeExercise } from '../../testing/class-fixtures';
import { onlyPresent } from './only-present';

const [loops, lists, plots] = [makeExercise('loops'), makeExercise('lists'), makeExercise('plots')];

it('who has begun is there though they have run nothing, as on the other screens', () => {
  const replay = { fromMs: 0, toMs: 9, students: ['ada', 'bob', 'cy'], exercises: [loops], runs: [[0, 2, 0, 1, 'passed']] } as const;
  expect(onlyPresent(replay, new Set(['ada', 'gone']))).toEqual({
    ...replay,
    students: ['ada', 'cy'],
    runs: [[0, 1, 0, 1, 'passed']],
  });
});

it('a replay of a session has who was there and what they worked at, with every run', () => {
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
