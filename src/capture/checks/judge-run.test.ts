import { describe, expect, it } from 'vitest';

import { judgeRun, type RunFacts } from './judge-run';

const WORKED: RunFacts = {
  errorName: undefined,
  wasInterrupted: false,
  hasKernelDied: false,
  mayFail: false,
  exercise: undefined,
  isUntouched: false,
  target: undefined,
  results: [],
  countUntouched: () => ({ untouched: 0, all: 1 }),
};
const target = { exercise: 'a', check: 't' };
const untouched = () => ({ untouched: 1, all: 1 });

describe('a run', () => {
  it.each<[string, Partial<RunFacts>, object]>([
    ['that worked', {}, { ok: true }],
    ['that failed', { errorName: 'NameError' }, { ok: false }],
    ['of a check that worked', { target }, { ok: true, checks: [{ ...target, ok: true }] }],
    ['of a check that failed', { target, errorName: 'AssertionError' }, { ok: false, checks: [{ ...target, ok: false }] }],
    ['that may fail and did', { target, mayFail: true, errorName: 'TypeError' }, { ok: true }],
    ['that may fail and did not', { target, mayFail: true }, { ok: true, checks: [{ ...target, ok: true }] }],
    ['that may fail and was interrupted', { mayFail: true, errorName: 'KeyboardInterrupt' }, { ok: false, ended: 'interrupted' }],
    ['that a restart ended', { wasInterrupted: true }, { ok: false, ended: 'interrupted' }],
    ['that ended with another error as it was interrupted', { wasInterrupted: true, errorName: 'E' }, { ok: false, ended: 'interrupted' }],
    ['under which the kernel died', { hasKernelDied: true }, { ok: false, ended: 'kernel_died' }],
    [
      'of a check under which it died',
      { hasKernelDied: true, target },
      { ok: false, ended: 'kernel_died', checks: [{ ...target, ok: false }] },
    ],
    ['of a placeholder', { isUntouched: true }, { ok: true, ended: 'untouched' }],
    ['of a placeholder that raised', { isUntouched: true, errorName: 'NotImplementedError' }, { ok: false, ended: 'untouched' }],
  ])('%s', (_, facts, expected) => {
    expect(judgeRun({ ...WORKED, ...facts })).toEqual(expected);
  });

  it('of a check fails through a placeholder when nothing of the exercise is written, whatever the error', () => {
    const check = { ...WORKED, target, errorName: 'NameError' };
    expect(judgeRun({ ...check, countUntouched: untouched }).ended).toBe('untouched');
    expect(judgeRun({ ...check, countUntouched: () => ({ untouched: 1, all: 2 }) }).ended).toBeUndefined();
    expect(judgeRun({ ...check, countUntouched: () => ({ untouched: 0, all: 0 }) }).ended).toBeUndefined();
    expect(judgeRun({ ...check, errorName: 'NotImplementedError', countUntouched: () => ({ untouched: 1, all: 2 }) }).ended).toBe(
      'untouched',
    );
    expect(judgeRun({ ...WORKED, target, countUntouched: untouched }).ended).toBeUndefined();
  });

  it('that calls a placeholder from another cell of the exercise has run it', () => {
    const call = { ...WORKED, exercise: 'a', countUntouched: untouched };
    expect(judgeRun({ ...call, errorName: 'NotImplementedError' }).ended).toBe('untouched');
    expect(judgeRun({ ...call, errorName: 'NameError' }).ended).toBeUndefined();
  });

  it('of all of Otter’s questions is one with results as long as one of them says something', () => {
    const results = [
      { exercise: 'q1', check: 'q1', ok: false },
      { exercise: 'q2', check: 'q2', ok: true },
    ];
    expect(judgeRun({ ...WORKED, results, countUntouched: untouched })).toEqual({ ok: true, checks: results });
    expect(judgeRun({ ...WORKED, results: results.slice(0, 1), countUntouched: untouched }).ended).toBe('untouched');
  });

  it('tells twenty results at most', () => {
    const results = Array.from({ length: 30 }, (_, index) => ({ exercise: `q${String(index)}`, check: 'q', ok: true }));
    expect(judgeRun({ ...WORKED, target, results }).checks).toHaveLength(20);
  });
});
