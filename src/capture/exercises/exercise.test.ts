import { expect, it } from 'vitest';

import { findExercise } from './exercise';

it.each([
  ['nbgrader first', { solution: true, grade_id: 'ex1' }, ['exercise:other'], 'ex1'],
  ['the tag where nbgrader has none', { grade: true }, ['a', 'exercise: loops '], 'loops'],
  ['the first named tag', undefined, ['exercise:', 'exercise:b', 'exercise:c'], 'b'],
  ['nothing where nobody named it', undefined, ['exercise', 7, null], undefined],
  ['nothing in metadata of the wrong shape', 'x', { 0: 'exercise:a' }, undefined],
  ["nbgrader's also where it is graded by hand", { grade: true, solution: true, grade_id: 'ex1' }, [], 'ex1'],
  ['nothing for the tests of nbgrader', { grade: true, solution: false, grade_id: 'test1' }, [], undefined],
  ['nothing for what nbgrader only locks', { grade: false, solution: false, locked: true, grade_id: 'text1' }, [], undefined],
  ['nothing for a blank or odd grade_id', { solution: true, grade_id: ' ' }, undefined, undefined],
  ['nothing for a grade_id that is no text', { solution: true, grade_id: 3 }, undefined, undefined],
])('an exercise has %s', (_, nbgrader, tags, expected) => {
  expect(findExercise({ nbgrader, tags })).toBe(expected);
});

it('caps a name of unreasonable length', () => {
  expect(findExercise({ nbgrader: { solution: true, grade_id: 'x'.repeat(5000) }, tags: [] })).toHaveLength(200);
});
