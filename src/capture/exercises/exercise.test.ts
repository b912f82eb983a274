import { expect, it } from 'vitest';

import { findExercise } from './exercise';

it.each([
  ['nbgrader first', { grade_id: 'ex1' }, ['exercise:other'], 'ex1'],
  ['the tag where nbgrader has none', { grade: true }, ['a', 'exercise: loops '], 'loops'],
  ['the first named tag', undefined, ['exercise:', 'exercise:b', 'exercise:c'], 'b'],
  ['nothing where nobody named it', undefined, ['exercise', 7, null], undefined],
  ['nothing in metadata of the wrong shape', 'x', { 0: 'exercise:a' }, undefined],
  ['nothing for a blank or odd grade_id', { grade_id: ' ' }, undefined, undefined],
  ['nothing for a grade_id that is no text', { grade_id: 3 }, undefined, undefined],
])('an exercise has %s', (_, nbgrader, tags, expected) => {
  expect(findExercise({ nbgrader, tags })).toBe(expected);
});

it('caps a name of unreasonable length', () => {
  expect(findExercise({ nbgrader: { grade_id: 'x'.repeat(5000) }, tags: [] })).toHaveLength(200);
});
