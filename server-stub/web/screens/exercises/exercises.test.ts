import { describe, expect, it } from 'vitest';
import type { ExerciseMatrix, ExerciseProgress } from '../../../../src/protocol';
import { toChartConfig } from '../../shared/charts/to-chart-config';
import { AS_OF, makeExercise } from '../../testing/class-fixtures';
import { WITHHELD } from '../../text/withheld';
import { cellText } from './cell-text';
import { exerciseSpec } from './exercise-charts';
import { progressOverTime } from './progress-over-time';
import { shareDone } from '../../class/model/share-done';

const at = (minute: number): string => new Date(Date.parse(AS_OF) + minute * 60_000).toISOString();
const done = (exercise: number, fromMinute: number, toMinute: number, attempts = 2): ExerciseProgress => ({
  exercise,
  status: 'done',
  attempts,
  errors: attempts - 1,
  firstAt: at(fromMinute),
  lastAt: at(toMinute),
  doneAt: at(toMinute),
});
const failing = (exercise: number, attempts: number): ExerciseProgress => ({
  ...done(exercise, 0, 10, attempts),
  status: 'failing',
  errors: attempts,
  doneAt: null,
});

const MATRIX: ExerciseMatrix = {
  asOf: AS_OF,
  exercises: [makeExercise('x'), makeExercise('y')],
  students: [
    { studentId: 'a', progress: [done(0, 0, 5), done(1, 6, 39)] },
    { studentId: 'b', progress: [done(0, 1, 20), failing(1, 4)] },
    { studentId: 'c', progress: [] },
  ],
};

describe('the progress of a class', () => {
  it('is what each student who has begun has done on average, over time', () => {
    const points = progressOverTime(MATRIX);
    const doneAt = (minute: number): number | undefined => points.find(({ atMs }) => atMs >= Date.parse(at(minute)))?.done;
    expect([doneAt(0), doneAt(5), doneAt(20), doneAt(39)]).toEqual([0, 0.5, 1, 1.5]);
  });

  it('is nothing before anything is done', () => {
    expect(progressOverTime({ ...MATRIX, students: [{ studentId: 'b', progress: [failing(0, 1)] }] })).toEqual([]);
  });

  it('is known of each student as a share', () => {
    expect([...shareDone(MATRIX)]).toEqual([
      ['a', 1],
      ['b', 0.5],
      ['c', 0],
    ]);
    expect(shareDone({ ...MATRIX, exercises: [] }).size).toBe(0);
    expect(shareDone(undefined).size).toBe(0);
  });
});

describe('a cell of the matrix', () => {
  it('says in words how it stands', () => {
    expect(cellText(done(0, 0, 5, 1))).toBe('Done at the first attempt, in 5 min');
    expect(cellText(done(0, 0, 5, 3))).toBe('Done in 5 min, 3 attempts');
    expect(cellText(failing(0, 4))).toBe('Failing after 4 attempts, 10 min');
    expect(cellText(undefined)).toBe('Not started');
  });
});

describe('the chart of the exercises', () => {
  const exercises = [
    makeExercise('x', { done: 3, failing: 1, medianAttempts: 2 }),
    makeExercise('y', { done: WITHHELD, failing: WITHHELD }),
  ];
  const palette = { of: (colour: string) => colour, ink: 'ink', line: 'line', font: 'font' };

  it('shows shares of the whole class', () => {
    const spec = exerciseSpec(exercises, 10, 'share');
    expect(spec.series.map(({ name, values }) => [name, values[0]])).toEqual([
      ['Done', 0.3],
      ['Failing', 0.1],
    ]);
    expect(spec.format(0.3)).toBe('30%');
  });

  it('leaves a gap where a figure is withheld or missing', () => {
    const share = toChartConfig(exerciseSpec(exercises, 10, 'share'), palette);
    expect(share.data.datasets[0]?.data).toEqual([0.3, null]);
    expect(toChartConfig(exerciseSpec(exercises, 10, 'attempts'), palette).data.datasets[0]?.data).toEqual([2, null]);
  });
});
