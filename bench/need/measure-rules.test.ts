import { expect, it } from 'vitest';
import { LOOPS } from '../../simulation/learners/course';
import { ORDINARY } from '../../simulation/learners/learner';
import { measureRules } from './measure-rules';
import { CURVE, RULES } from './rules';
import { obstacleRows, ruleRows } from './tables';

const TINY = { seed: 14, students: 4, course: LOOPS, temper: ORDINARY, lengthMs: 14 * 60_000 };

it('a class through the real server is judged by every rule, the same again for the same seed', { timeout: 60_000 }, async () => {
  const [first, second] = [await measureRules(TINY), await measureRules(TINY)];
  expect(second).toEqual(first);
  expect(ruleRows(first).map(({ rule }) => rule)).toEqual(RULES);
  expect(ruleRows(first, CURVE)).toHaveLength(CURVE.length);
  expect(obstacleRows(first).length).toBeGreaterThan(0);
  expect(first['who next'].alerts).toBeGreaterThan(0);
});
