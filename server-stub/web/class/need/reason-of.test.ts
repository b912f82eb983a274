import { describe, expect, it } from 'vitest';
import type { HelpRequest, StudentState, Struggle } from '../../../../src/protocol';
import { AS_OF, makeExercise, makeStudent } from '../../testing/class-fixtures';
import type { Reason } from './reason';
import { reasonOf } from './reason-of';

const NOW_MS = Date.parse(AS_OF);
const ago = (minutes: number): string => new Date(NOW_MS - minutes * 60_000).toISOString();

const EXERCISES = [
  makeExercise('e1', { name: 'q1', notebook: 'a.ipynb', isChecked: true, medianMs: 60_000, medianAttempts: 3, medianRunMs: 60_000 }),
  makeExercise('e2', { name: 'q1', notebook: 'b.ipynb', isChecked: true, medianMs: 6 * 60_000, medianAttempts: 6, medianRunMs: null }),
];

const struggle = (minutes: number, changes: Partial<Struggle> = {}): Struggle => ({
  exercise: 'e2',
  since: ago(minutes),
  last: ago(0.5),
  runs: 6,
  failures: 3,
  failingChecks: 1,
  ...changes,
});

/** A student whose checks have failed for so long, in an exercise that they began then; twelve minutes are long in this class. */
const failingFor = (minutes: number, changes: Partial<Struggle> = {}, errorStreak = 3): Partial<StudentState> => ({
  exercise: 'q1',
  errorStreak,
  failing: { since: ago(minutes), last: ago(0.5) },
  struggle: struggle(minutes, { setback: { kind: 'check', since: ago(minutes), tries: 5, tryMs: 45_000 }, ...changes }),
});

function reason(changes: Partial<StudentState>, isStreakLong = false, help?: HelpRequest): Reason | undefined {
  return reasonOf({ student: makeStudent('a', changes), help, isStreakLong }, EXERCISES, NOW_MS);
}

describe('a struggle', () => {
  it('is none while it takes what such things take', () => {
    expect(reason(failingFor(9))).toBeUndefined();
  });

  it('is one when something fails for far longer than is usual in the class, and says by how much', () => {
    expect(reason(failingFor(11))).toEqual({
      kind: 'struggling',
      exercise: EXERCISES[1],
      sinceMs: NOW_MS - 11 * 60_000,
      lastMs: NOW_MS - 30_000,
      exerciseSinceMs: NOW_MS - 11 * 60_000,
      setback: {
        kind: 'check',
        tries: 5,
        tryMs: 45_000,
        medianRunMs: null,
        usual: { setbackMs: expect.closeTo(50_000), tryMs: expect.closeTo(45_000), setbacks: 1 },
      },
      runs: 6,
      failures: 3,
      failingChecks: 1,
      medianMs: 6 * 60_000,
    });
  });

  it('is one by what fails now, however long the exercise has taken', () => {
    const newly = { setback: { kind: 'error', since: ago(2), tries: 3, tryMs: 45_000, sameError: 1, errors: 3 } } as const;
    expect(reason(failingFor(15, newly))).toBeUndefined();
    const same = { setback: { ...newly.setback, since: ago(5), sameError: 3, errors: 1 } };
    expect(reason(failingFor(15, same))).toMatchObject({ kind: 'struggling', sinceMs: NOW_MS - 5 * 60_000 });
  });

  it('is none of what failed once, however long ago', () => {
    expect(reason(failingFor(30, { failures: 1, setback: { kind: 'check', since: ago(30), tries: 1 } }, 1))).toBeUndefined();
  });

  it('is one when nothing of the exercise comes right for long, although one thing after the other is overcome', () => {
    const pieces = (minutes: number, failures: number): Partial<StudentState> => ({
      exercise: 'q1',
      errorStreak: 1,
      failing: { since: ago(1), last: ago(1) },
      struggle: struggle(minutes, { failures, setback: { kind: 'error', since: ago(1), tries: 1 } }),
    });
    expect(reason(pieces(21, 17))).toBeUndefined();
    expect(reason(pieces(19, 18))).toBeUndefined();
    expect(reason(pieces(21, 18))).toMatchObject({ kind: 'struggling', sinceMs: NOW_MS - 21 * 60_000 });
  });

  it('is none when nothing fails now: to edit, and to test later, is work', () => {
    expect(reason({ exercise: 'q1', struggle: struggle(30, { failingChecks: 0, failures: 30 }), errorStreak: 0 })).toBeUndefined();
  });

  it('is none of who is not there', () => {
    expect(reason({ ...failingFor(30), status: 'offline' })).toBeUndefined();
  });

  it('is judged without a median while the class has none', () => {
    expect(reason(failingFor(11, { exercise: 'unknown' }))).toMatchObject({ exercise: undefined, medianMs: null });
  });
});

describe('a cell that runs', () => {
  const running = (minutes: number, changes: Partial<NonNullable<StudentState['running']>> = {}): Partial<StudentState> => ({
    running: { notebook: 'b.ipynb', exercise: 'q1', since: ago(minutes), waitsForInput: false, ...changes },
  });

  it('is a reason once it is long, and for its exercise', () => {
    expect(reason(running(0.5))).toBeUndefined();
    expect(reason(running(2))).toEqual({ kind: 'running', exercise: 'q1', sinceMs: NOW_MS - 120_000, medianRunMs: null });
    expect(reason(running(2.5, { notebook: 'a.ipynb' }))).toBeUndefined();
    expect(reason(running(4, { notebook: 'a.ipynb' }))).toMatchObject({ kind: 'running', medianRunMs: 60_000 });
    expect(reason(running(4, { notebook: 'course/a.ipynb' }))).toMatchObject({ kind: 'running', medianRunMs: 60_000 });
  });

  it('calls its exercise by its title, where it has one', () => {
    const titled = EXERCISES.map(each => ({ ...each, title: `Title of ${each.id}` }));
    expect(reasonOf({ student: makeStudent('a', running(2)), help: undefined, isStreakLong: false }, titled, NOW_MS)).toMatchObject({
      exercise: 'Title of e2',
    });
  });

  it('is another when it waits for input', () => {
    expect(reason(running(3, { waitsForInput: true, exercise: null }))).toMatchObject({ kind: 'waits', exercise: null });
  });
});

it('a kernel that is not reached is a reason, but for a moment', () => {
  const unreachable = (minutes: number) => ({ unreachable: { notebook: 'a.ipynb', since: ago(minutes) } });
  expect(reason(unreachable(0.5))).toBeUndefined();
  expect(reason(unreachable(3))).toEqual({ kind: 'unreachable', notebook: 'a.ipynb', sinceMs: NOW_MS - 180_000 });
});

it('failing runs in a row count outside exercises, where nothing else is known', () => {
  const failing = (minutes: number) => ({ exercise: null, errorStreak: 4, failing: { since: ago(minutes), last: ago(1) } });
  expect(reason(failing(5), true)).toEqual({ kind: 'failing', streak: 4, sinceMs: NOW_MS - 300_000 });
  expect(reason(failing(5), false)).toBeUndefined();
  expect(reason(failing(2), true)).toBeUndefined();
});

it('a call comes before everything, and what exceeds the ordinary most before the rest', () => {
  const help: HelpRequest = { id: 'h', studentId: 'a', since: ago(1), status: 'open' };
  const running = { running: { notebook: 'b.ipynb', exercise: 'q1', since: ago(6), waitsForInput: false } };
  expect(reason({ ...failingFor(11), ...running })?.kind).toBe('running');
  expect(reason({ ...failingFor(70), ...running })?.kind).toBe('struggling');
  expect(reason({ ...failingFor(11), ...running }, false, help)).toEqual({
    kind: 'help',
    request: help,
    exercise: null,
    sinceMs: NOW_MS - 60_000,
  });
});
