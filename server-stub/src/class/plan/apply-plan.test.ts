import { describe, expect, it } from 'vitest';
import { type CoursePlan, DEFAULT_POLICY, LIMITS } from '../../../../src/protocol';
import type { ClassRecord } from '../registry/registry';
import { changedNotebooks, withPlan } from './apply-plan';

const CLASS: ClassRecord = { id: 'c', name: 'C', joinCode: 'J', policy: DEFAULT_POLICY, createdAtMs: 0 };

function planOf(...placeholders: readonly (string | undefined)[]): CoursePlan {
  const exercises = placeholders.map((placeholder, index) => ({
    name: `e${String(index)}`,
    index,
    checks: [],
    ...(placeholder !== undefined && { placeholder }),
  }));
  return { notebooks: [{ name: 'a.ipynb', exercises }] };
}

describe("a class's policy under a plan", () => {
  it('names each placeholder once, in a new revision', () => {
    expect(withPlan(CLASS, planOf('aa', undefined, 'bb', 'aa')).policy).toEqual({
      ...DEFAULT_POLICY,
      placeholders: ['aa', 'bb'],
      revision: 2,
    });
  });

  it('keeps its revision while the placeholders stay the same', () => {
    const planned = withPlan(CLASS, planOf('aa'));
    const retitled = withPlan(planned, { ...planOf('aa'), runningCounts: true });

    expect(retitled.policy).toBe(planned.policy);
    expect(withPlan(planned, planOf('aa'))).toBe(planned);
  });

  it('names as many as fit, those of the first exercises', () => {
    const hashes = Array.from({ length: LIMITS.placeholders + 10 }, (_, index) => String(index));
    expect(withPlan(CLASS, planOf(...hashes)).policy.placeholders).toEqual(hashes.slice(0, LIMITS.placeholders));
  });

  it('names none once the notebooks are taken back, and the class is as it was before', () => {
    const { policy, ...others } = withPlan(withPlan(CLASS, planOf('aa')), { notebooks: [] });
    const { policy: policyBefore, ...before } = CLASS;

    expect(others).toEqual(before);
    expect(policy).toEqual({ ...policyBefore, revision: 3 });
  });
});

it('names the notebooks that are new, changed or gone', () => {
  const [a, b, c] = ['a', 'b', 'c'].map(name => ({ name, exercises: [] }));
  const changed = { name: 'b', exercises: [{ name: 'e', index: 0, checks: [] }] };

  expect(changedNotebooks({ notebooks: [a, b].flatMap(one => one ?? []) }, { notebooks: [changed, c].flatMap(one => one ?? []) })).toEqual([
    'b',
    'c',
    'a',
  ]);
});
