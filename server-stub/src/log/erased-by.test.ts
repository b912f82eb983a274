import { expect, it } from 'vitest';
import { erasedBy } from './erased-by';

const isErased = erasedBy([
  { studentId: 'ada', position: '5', erasedAtMs: 0 },
  { studentId: 'bob', position: '10', erasedAtMs: 0 },
]);

it.each([
  ['what was there before', ['ada'], '4', true],
  ['not the entry of the erasure itself', ['ada'], '5', false],
  ['nothing of who came again', ['ada'], '6', false],
  ['nothing of others', ['eve'], '1', false],
  ['what is about several as soon as it is of one of them', ['', 'eve', 'bob'], '9', true],
  ['nothing that is of nobody', [''], '1', false],
])('an erasure takes %s', (_what, studentIds, position, isTaken) => {
  expect(isErased(studentIds, position)).toBe(isTaken);
});
