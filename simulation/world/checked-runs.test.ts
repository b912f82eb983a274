import { expect, it } from 'vitest';
import type { ExerciseMatrix, ExerciseState, ExportedEvent } from '../../src/protocol';
import { auditExercises, runOf } from './checked-runs';

const told = (n: number): ExportedEvent => ({
  classId: 'c',
  studentId: 'ada',
  team: '',
  sid: 's',
  seq: n,
  type: 'cell.executed',
  time: '2026-11-22T09:00:00.000Z',
  receivedAt: '2026-11-22T09:00:00.000Z',
  data: runOf(n),
});

const matrixOf = (
  ...progress: readonly (readonly [name: string, status: 'passed' | 'failing' | 'ran', attempts: number])[]
): ExerciseMatrix => ({
  asOf: '',
  exercises: progress.map(([name]) => ({ name }) as ExerciseState),
  students: [
    {
      studentId: 'ada',
      progress: progress.map(([, status, attempts], exercise) => ({
        exercise,
        status,
        attempts,
        errors: 0,
        firstAt: '',
        lastAt: '',
        passedAt: null,
      })),
    },
  ],
});

// Of the events 1 to 9: 3 and 9 are runs of `passing`, 6 of its checks; 4 of `failing`, 1 and 7 of its checks; 2, 5 and 8 of `unchecked`.
const EVENTS = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(told);

it('results that count once each are found right', () => {
  expect(auditExercises(EVENTS, matrixOf(['passing', 'passed', 2], ['failing', 'failing', 1], ['unchecked', 'ran', 3]))).toEqual([]);
});

it('a result that is lost, invented or counted twice is found', () => {
  expect(auditExercises(EVENTS, matrixOf(['passing', 'passed', 2], ['unchecked', 'ran', 3]))).toHaveLength(1);
  expect(auditExercises(EVENTS, matrixOf(['passing', 'ran', 2], ['failing', 'failing', 2], ['unchecked', 'ran', 3]))).toHaveLength(2);
});

it('what an untouched placeholder says is no result', () => {
  expect(auditExercises([told(11), told(33)], matrixOf())).toEqual([]);
});
