import { isDeepStrictEqual } from 'node:util';
import { type CoursePlan, LIMITS, type PlannedNotebook, type Policy } from '../../../../src/protocol';
import type { ClassRecord } from '../registry/registry';

/** What a class has whose instructor never uploaded a notebook. */
export const NO_PLAN: CoursePlan = { notebooks: [] };

/**
 * The class with these notebooks. Its policy names their placeholders, as many as fit, in the order of the plan; its revision rises when
 * those have changed, so that clients learn of them. The very same record when nothing changes.
 */
export function withPlan(record: ClassRecord, plan: CoursePlan): ClassRecord {
  const { plan: before = NO_PLAN, ...others } = record;
  if (isDeepStrictEqual(before, plan)) {
    return record;
  }
  const isNone = isDeepStrictEqual(plan, NO_PLAN);
  return { ...others, policy: withPlaceholders(record.policy, placeholdersOf(plan)), ...(!isNone && { plan }) };
}

function placeholdersOf({ notebooks }: CoursePlan): readonly string[] {
  const hashes = notebooks.flatMap(({ exercises }) => exercises.flatMap(({ placeholder }) => placeholder ?? []));
  return [...new Set(hashes)].slice(0, LIMITS.placeholders);
}

function withPlaceholders(policy: Policy, placeholders: readonly string[]): Policy {
  const { placeholders: before = [], ...others } = policy;
  if (isDeepStrictEqual(before, placeholders)) {
    return policy;
  }
  return { ...others, revision: policy.revision + 1, ...(placeholders.length > 0 && { placeholders }) };
}

/** The names of the notebooks that are not the same in both: new, changed, or gone. */
export function changedNotebooks({ notebooks: before }: CoursePlan, { notebooks: after }: CoursePlan): readonly string[] {
  const isIn = (notebooks: readonly PlannedNotebook[], notebook: PlannedNotebook): boolean =>
    notebooks.some(other => isDeepStrictEqual(other, notebook));
  const gone = before.filter(({ name }) => !after.some(other => other.name === name));
  return [...after.filter(notebook => !isIn(before, notebook)), ...gone].map(({ name }) => name);
}
