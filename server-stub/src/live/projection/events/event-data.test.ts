import { describe, expect, it } from 'vitest';
import { LIMITS, readRunning } from '../../../../../src/protocol';
import { mainCheck, readChecks, readExecutedCell, readHelpWords, readHome } from './event-data';

const check = (name: string, ok: unknown = true, exercise: unknown = 'q1') => ({ exercise, check: name, ok });

describe('the checks of a run', () => {
  it('are read as they are told', () => {
    expect(readChecks({ checks: [check('t1'), check('t2', false)] })).toEqual([check('t1'), check('t2', false)]);
  });

  it('are twenty at most, each once, and a failure where one is told both ways', () => {
    const many = Array.from({ length: 30 }, (_, index) => check(String(index)));

    expect(readChecks({ checks: many })).toHaveLength(20);
    expect(readChecks({ checks: [check('t1'), check('t1', false), check('t1')] })).toEqual([check('t1', false)]);
    expect(readChecks({ checks: [check('t1'), check('t1', true, 'q2')] })).toHaveLength(2);
  });

  it('fail under a kernel that died, and so does the run', () => {
    const data = { checks: [check('t1')], ok: true, ended: 'kernel_died' };

    expect(readExecutedCell(data)).toMatchObject({ ok: false, ended: 'kernel_died', checks: [check('t1', false)] });
    expect(readExecutedCell({ ...data, ended: 'interrupted' })).toMatchObject({ ok: true, ended: 'interrupted', checks: [check('t1')] });
  });

  it.each([
    [undefined],
    [null],
    ['t1'],
    [{}],
    [[]],
    [[null, 7, {}, check(''), check('t', 'yes'), check('t', true, 7), check('t', true, '')]],
  ])('are none in %j', checks => {
    expect(readChecks({ checks })).toBeUndefined();
    expect(readExecutedCell({ checks })).not.toHaveProperty('checks');
  });

  it('have names as long as a plan can have them, and no longer', () => {
    const [longest, endless] = ['x'.repeat(LIMITS.exerciseNameLength), 'x'.repeat(10_000)];

    expect(readChecks({ checks: [check(longest, true, longest)] })).toEqual([check(longest, true, longest)]);
    expect(readChecks({ checks: [check(endless, true, endless)] })).toEqual([check(longest, true, longest)]);
  });

  it('are about the first that fails, or else the last', () => {
    expect(mainCheck([check('a'), check('b', false), check('c', false)] as never)).toMatchObject({ check: 'b' });
    expect(mainCheck([check('a'), check('b')] as never)).toMatchObject({ check: 'b' });
  });
});

describe('how a run ended', () => {
  it('is passed over where it is a word of a later version', () => {
    expect(readExecutedCell({ ended: 'evaporated' })).not.toHaveProperty('ended');
  });
});

describe('where something belongs', () => {
  it('is the path before it was renamed', () => {
    expect(readHome({ notebook: 'b.ipynb', formerly: 'a.ipynb' })).toBe('a.ipynb');
    expect(readHome({ notebook: 'b.ipynb', formerly: 7 })).toBe('b.ipynb');
  });

  it('is the end of a very long path, where the name of the notebook is', () => {
    const path = `${'folder/'.repeat(100)}hw1.ipynb`;

    expect(readHome({ notebook: path })).toMatch(/^.{391}hw1\.ipynb$/u);
    expect(readRunning({ notebook: path, cell: {}, forMs: 1 })?.notebook).toBe(readHome({ notebook: path }));
  });
});

describe('a call for help', () => {
  it('may be about a cell that does not stop', () => {
    expect(readHelpWords({ about: 'running' })).toEqual({ about: 'running' });
    expect(readHelpWords({ about: 'the weather' })).toEqual({});
  });
});
