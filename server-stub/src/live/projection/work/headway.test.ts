import { describe, expect, it } from 'vitest';
import { at, Board, type Told } from '../../../../test/support/log/told-board';

const edit = (second: number, words: Partial<Told> = {}): Told => ({ student: 'ada', second, cell: 'solution', ...words });
const check = (second: number, ok: boolean, words: Partial<Told> = {}, name = 't1'): Told => ({
  student: 'ada',
  second,
  cell: `check ${name}`,
  ok,
  checks: [{ exercise: 'q1', check: name, ok }],
  ...words,
});
const streakOf = (...runs: readonly Told[]): number => new Board(...runs).headwayOf('ada').streak.failures;
const struggleOf = (...runs: readonly Told[]): unknown => new Board(...runs).headwayOf('ada').struggle;

describe('a streak of errors', () => {
  it('is of an exercise: a success of one cell does not clear the failure of another', () => {
    expect(streakOf(edit(1), check(2, false), edit(3), check(4, false), edit(5))).toBe(2);
    expect(streakOf(edit(1, { ok: false }), edit(2, { ok: false, cell: 'helper' }), edit(3))).toBe(1);
  });

  it('ends with the success of each, in whatever order that is told', () => {
    expect(streakOf(edit(1), check(2, false), check(3, false), check(4, true))).toBe(0);
    expect(streakOf(check(4, true), check(3, false), check(5, false), check(2, false))).toBe(1);
  });

  it('counts no run that a person stopped, nor a placeholder, and one under which the kernel died', () => {
    const stopped = { ok: false, ended: 'interrupted' } as const;
    expect(streakOf(edit(1, { ok: false }), edit(2, stopped), check(3, false, { ended: 'untouched' }), check(4, false, stopped))).toBe(1);
    expect(streakOf(edit(1, { ok: false, ended: 'kernel_died', message: null }))).toBe(1);
  });

  it('is of what was worked at last, and outside any exercise of the cell', () => {
    const free = (second: number, cell: string, ok: boolean): Told => ({ student: 'ada', second, exercise: null, cell, ok });
    expect(streakOf(edit(1, { ok: false }), free(2, 'a', true))).toBe(0);
    expect(streakOf(free(1, 'a', false), free(2, 'b', false), free(3, 'a', false))).toBe(2);
    expect(streakOf(edit(1, { ok: false }), free(2, 'a', true), edit(3, { ok: false }))).toBe(2);
  });

  it('says when the first and the newest of it were', () => {
    const board = new Board(edit(2, { ok: false }), check(7, false), edit(9), check(4, false));
    expect(board.headwayOf('ada').streak).toEqual({ failures: 2, span: { sinceMs: 4000, lastMs: 7000 } });
    expect(new Board(edit(1)).headwayOf('ada').streak).toEqual({ failures: 0, span: undefined });
  });

  it('is none of who has run nothing', () => {
    expect(streakOf()).toBe(0);
  });
});

describe('a struggle', () => {
  it('is all runs of an exercise and its checks since the first, while no check has passed', () => {
    const board = new Board(
      edit(1),
      check(2, false),
      edit(3, { ok: false }),
      edit(4, { ok: false, ended: 'interrupted' }),
      edit(5),
      check(6, false),
    );

    expect(board.headwayOf('ada').struggle).toEqual({
      exercise: board.exercises[0]?.id,
      since: at(1),
      last: at(6),
      runs: 5,
      failures: 3,
      failingChecks: 1,
      sameError: { name: 'NameError', since: at(2), runs: 3 },
      setback: { kind: 'check', since: at(2), tries: 1 },
    });
  });

  it('begins anew with a check that newly passes, and not with one that passes once more', () => {
    const runs = [check(1, false), check(2, false, {}, 't2'), edit(3), check(4, true), edit(5), check(6, true), check(7, false, {}, 't2')];

    expect(struggleOf(...runs)).toMatchObject({ since: at(5), last: at(7), runs: 3, failures: 1, failingChecks: 1 });
    expect(struggleOf(...runs.toReversed())).toEqual(struggleOf(...runs));
  });

  it('is over when the exercise is passed, and is none outside of exercises', () => {
    expect(struggleOf(edit(1), check(2, true))).toBeUndefined();
    expect(struggleOf({ student: 'ada', second: 1, exercise: null, cell: 'free', ok: false })).toBeUndefined();
    expect(struggleOf(edit(1, { ended: 'untouched' }))).toBeUndefined();
  });

  it('has the same error for as long as no other came, whatever else works in between', () => {
    const wrong = { message: "name 'a' is not defined" };
    expect(struggleOf(edit(1), check(2, false, wrong), edit(3), check(5, false, { message: "name 'b' is not defined" }))).toMatchObject({
      sameError: { name: 'NameError', since: at(2), runs: 2 },
    });
    expect(struggleOf(check(1, false, wrong), check(2, false, { message: 'another' }), check(3, false, wrong))).not.toHaveProperty(
      'sameError',
    );
    expect(struggleOf(edit(1, { ok: false }), edit(2), edit(3, { ok: false }))).not.toHaveProperty('sameError');
    expect(struggleOf(edit(1, { ok: false, message: null }), edit(2, { ok: false, message: null }))).not.toHaveProperty('sameError');
  });

  it('counts the newest two hundred runs', () => {
    const many = Array.from({ length: 500 }, (_, index) => edit(index + 1, { ok: false }));

    expect(struggleOf(...many)).toMatchObject({ runs: 200, failures: 200, since: at(301), last: at(500) });
    expect(new Board(...many).progressOf('ada')).toMatchObject([{ attempts: 500, errors: 500 }]);
  });
});
