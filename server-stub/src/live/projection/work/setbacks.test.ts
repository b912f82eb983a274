import { assert, property, shuffledSubarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Setback } from '../../../../../src/protocol';
import { at, Board, type Told } from '../../../../test/support/log/told-board';

const edit = (second: number, ok = true, words: Partial<Told> = {}): Told => ({ student: 'ada', second, cell: 'solution', ok, ...words });
const check = (second: number, ok: boolean, name = 't1'): Told => ({
  student: 'ada',
  second,
  cell: 'check',
  ok,
  checks: [{ exercise: 'q1', check: name, ok }],
});
const openOf = (...runs: readonly Told[]): Setback | undefined => new Board(...runs).headwayOf('ada').struggle?.setback;
const overcome = (...runs: readonly Told[]): unknown => new Board(...runs).exercises[0]?.setbacks;

describe('a setback', () => {
  it('is an error from its first failure until the cell runs', () => {
    expect(openOf(edit(1), edit(20, false), edit(60, false))).toMatchObject({ kind: 'error', since: at(20), tries: 2, tryMs: 40_000 });
    expect(openOf(edit(20, false), edit(60, false), edit(90))).toBeUndefined();
    expect(overcome(edit(20, false), edit(60, false), edit(90))).toEqual({ count: 1, medianMs: 70_000, medianTryMs: 40_000 });
  });

  it('lasts until every cell of the exercise runs that failed', () => {
    const helper = { cell: 'helper' };
    expect(openOf(edit(1, false), edit(20, false, helper), edit(40))).toMatchObject({ kind: 'error', since: at(1) });
    expect(openOf(edit(1, false), edit(20, false, helper), edit(40), edit(60, true, helper))).toBeUndefined();
  });

  it('is a check that fails, whatever its exercise runs meanwhile, until another newly passes', () => {
    const failing = [edit(1), check(5, false), edit(50), check(55, false), edit(80, false), edit(90)];
    expect(openOf(...failing)).toEqual({ kind: 'check', since: at(5), tries: 2, tryMs: 50_000 });
    expect(openOf(...failing, check(100, true, 't2'), check(130, false))).toMatchObject({ kind: 'check', since: at(130), tries: 1 });
  });

  it('is the errors before the check that fails, from two in a row on', () => {
    const failing = [edit(1), check(5, false), edit(50, false)];
    expect(openOf(...failing)).toMatchObject({ kind: 'check', since: at(5) });
    expect(openOf(...failing, edit(90, false))).toMatchObject({ kind: 'error', since: at(50), tries: 2 });
    expect(openOf(...failing, edit(90, false), edit(120))).toMatchObject({ kind: 'check', since: at(120), tries: 0 });
    expect(overcome(...failing, edit(90, false), edit(120))).toEqual({ count: 2, medianMs: 57_500, medianTryMs: 40_000 });
  });

  it('counts runs within ten seconds as one try, and says how far its errors are the same', () => {
    const message = (text: string): Partial<Told> => ({ message: text });
    expect(
      openOf(edit(0, false, message('a')), edit(4, false, message('a')), edit(30, false, message('b')), edit(60, false, message('b'))),
    ).toMatchObject({ tries: 3, tryMs: 30_000, sameError: 2, errors: 2 });
    expect(openOf(edit(0, false, { message: null }))).toEqual({ kind: 'error', since: at(0), tries: 1 });
  });

  it('of cells without an author’s name is not told: nobody is judged there', () => {
    const free = (student: string): Told => ({ student, second: 5, exercise: null, cell: 'c9', ok: false });
    const [exercise] = new Board(free('ada'), free('bob')).exercises;
    expect(exercise).toMatchObject({ failing: 2 });
    expect(exercise?.setbacks).toBeUndefined();
  });

  it('comes out the same in whatever order runs are told', () => {
    const runs = [edit(1), check(5, false), edit(50, false), edit(90, false), edit(120), check(125, false), check(150, true, 't2')];
    const inOrder = { open: openOf(...runs), overcome: overcome(...runs) };
    assert(
      property(shuffledSubarray(runs, { minLength: runs.length }), told => {
        expect({ open: openOf(...told), overcome: overcome(...told) }).toEqual(inOrder);
      }),
    );
  });
});
