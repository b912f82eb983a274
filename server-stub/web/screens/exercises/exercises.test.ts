import { describe, expect, it } from 'vitest';
import type { ExerciseMatrix, ExerciseProgress } from '../../../../src/protocol';
import { gapsOf } from '../../shared/charts/gap-marks';
import { toChartConfig } from '../../shared/charts/to-chart-config';
import { AS_OF, makeExercise } from '../../testing/class-fixtures';
import { WITHHELD } from '../../text/withheld';
import { learnLaterTexts } from '../../text/translate';
import { cellText } from './cell-text';
import { exerciseSpec } from './exercise-charts';
import { progressOverTime } from './progress-over-time';
import { courseProgress } from '../../class/exercises/course-progress';

const at = (minute: number): string => new Date(Date.parse(AS_OF) + minute * 60_000).toISOString();
const passed = (exercise: number, fromMinute: number, toMinute: number, attempts = 2): ExerciseProgress => ({
  exercise,
  status: 'passed',
  attempts,
  errors: attempts - 1,
  firstAt: at(fromMinute),
  lastAt: at(toMinute),
  passedAt: at(toMinute),
});
const ran = (exercise: number, attempts: number): ExerciseProgress => ({ ...failing(exercise, attempts), status: 'ran', errors: 0 });
const failing = (exercise: number, attempts: number): ExerciseProgress => ({
  ...passed(exercise, 0, 10, attempts),
  status: 'failing',
  errors: attempts,
  passedAt: null,
});

const MATRIX: ExerciseMatrix = {
  asOf: AS_OF,
  exercises: [makeExercise('x'), makeExercise('y')],
  students: [
    { studentId: 'a', progress: [passed(0, 0, 5), passed(1, 6, 39)] },
    { studentId: 'b', progress: [passed(0, 1, 20), failing(1, 4)] },
    { studentId: 'c', progress: [] },
  ],
};

await learnLaterTexts();

describe('the progress of a class', () => {
  it('is what each student who has begun has started and passed on average, over time', () => {
    const points = progressOverTime(MATRIX);
    const byThen = (minute: number) => points.find(({ atMs }) => atMs >= Date.parse(at(minute)));
    expect([0, 5, 20, 39].map(minute => byThen(minute)?.passed)).toEqual([0, 0.5, 1, 1.5]);
    expect([0, 5, 39].map(minute => byThen(minute)?.started)).toEqual([1, 1.5, 2]);
  });

  it('begins with the work of its session, also with what came late, for which a session that begins by itself is too young', () => {
    const from = (begunBy: 'activity' | 'instructor', minute: number): string | undefined => {
      const [first] = progressOverTime(MATRIX, { startedAt: at(minute), begunBy });
      return first && new Date(first.atMs).toISOString();
    };
    expect(from('activity', 39)).toBe(at(0));
    expect(from('instructor', 30)).toBe(at(30));
    // Half an hour of nobody was before it.
    expect(from('activity', 75)).toBe(at(75));
  });

  it('is nothing before anybody has started', () => {
    expect(progressOverTime({ ...MATRIX, students: [{ studentId: 'c', progress: [] }] })).toEqual([]);
  });
});

describe('the share of each student', () => {
  it('counts what they passed, of what can be passed', () => {
    expect(courseProgress(MATRIX)).toEqual({
      counts: 'passed',
      shares: new Map([
        ['a', 1],
        ['b', 0.5],
        ['c', 0],
      ]),
    });
    const halfChecked = { ...MATRIX, exercises: [makeExercise('x'), makeExercise('y', { isChecked: false })] };
    expect(courseProgress(halfChecked).shares.get('b')).toBe(1);
  });

  it('counts what ran where nothing can be passed', () => {
    const exercises = [makeExercise('x', { isChecked: false }), makeExercise('y', { isChecked: false })];
    const students = [{ studentId: 'a', progress: [ran(0, 3), failing(1, 1)] }];
    expect(courseProgress({ asOf: AS_OF, exercises, students })).toEqual({ counts: 'ran', shares: new Map([['a', 0.5]]) });
  });

  it('is not known without exercises', () => {
    expect(courseProgress({ ...MATRIX, exercises: [] }).shares.size).toBe(0);
    expect(courseProgress(undefined).shares.size).toBe(0);
  });
});

describe('a cell of the matrix', () => {
  it('says in words how it stands', () => {
    expect(cellText(passed(0, 0, 5, 1))).toBe('Passed at the first attempt, in 5 min');
    expect(cellText(passed(0, 0, 5, 3))).toBe('Passed in 5 min, 3 attempts');
    expect(cellText(ran(0, 1))).toBe('Ran, 1 attempt');
    expect(cellText(failing(0, 4))).toBe('Failing after 4 attempts, 10 min');
    expect(cellText(undefined)).toBe('Not started');
  });

  it('names the checks that fail, the first of many', () => {
    const failingChecks = ['small', 'large', 'empty', 'odd', 'even'];
    expect(cellText({ ...failing(0, 1), failingChecks: ['small'] })).toBe('Failing, 1 attempt; failing check: small');
    expect(cellText({ ...failing(0, 0), failingChecks })).toBe('Failing; 5 failing checks: small, large, empty, 2 more');
  });
});

describe('the chart of the exercises', () => {
  const exercises = [
    makeExercise('x', { passed: 3, ran: 2, failing: 1, medianAttempts: 2 }),
    makeExercise('y', { passed: WITHHELD, failing: WITHHELD, isChecked: false }),
  ];
  const palette = { of: (colour: string) => colour, paint: (colour: string) => colour, ink: 'ink', line: 'line', font: 'font' };

  it('shows shares of all who have begun', () => {
    const spec = exerciseSpec(exercises, 10, 'share');
    expect(spec.series.map(({ name, values }) => [name, values[0]])).toEqual([
      ['Passed', 0.3],
      ['Ran', 0.2],
      ['Failing', 0.1],
    ]);
    expect(spec.format(0.3)).toBe('30%');
    expect(spec.labels).toEqual(['x', 'y (not checked)']);
  });

  it('leaves a gap where a figure is withheld or missing, and marks the row that has none: it is no zero', () => {
    const share = toChartConfig(exerciseSpec(exercises, 10, 'share'), palette);
    expect(share.data.datasets[0]?.data).toEqual([0.3, null]);
    expect(gapsOf(share.data.datasets)).toEqual([]);
    expect(exerciseSpec([makeExercise('u', { isChecked: false, ran: 5 })], 10, 'share').series.map(({ values }) => values[0])).toEqual([
      null,
      0.5,
      0,
    ]);
    const hidden = makeExercise('z', { passed: WITHHELD, ran: WITHHELD, failing: WITHHELD });
    expect(gapsOf(toChartConfig(exerciseSpec([...exercises, hidden], 10, 'share'), palette).data.datasets)).toEqual([2]);
    expect(toChartConfig(exerciseSpec(exercises, 10, 'attempts'), palette).data.datasets[0]?.data).toEqual([2, null]);
  });
});
