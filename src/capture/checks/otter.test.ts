import { expect, it } from 'vitest';

import { isCheckCall, readOtterResults } from './otter';

const FAILED =
  'q2 results:\n    q2 - 1 result:\n        ❌ Test case failed\n        Trying:\n            f(1)\n    q2 - 2 result:\n        ✅ Test case passed';

it('reads what Otter returns for one question and for all', () => {
  expect(readOtterResults('q1 results: All test cases passed!')).toEqual([{ exercise: 'q1', check: 'q1', ok: true }]);
  expect(readOtterResults(FAILED)).toEqual([{ exercise: 'q2', check: 'q2', ok: false }]);
  expect(
    readOtterResults(`q1 results: All test cases passed!\nq1 - 1 message: Well done\n\n${FAILED}\n\nq3 results: All test cases passed!`),
  ).toEqual([
    { exercise: 'q1', check: 'q1', ok: true },
    { exercise: 'q2', check: 'q2', ok: false },
    { exercise: 'q3', check: 'q3', ok: true },
  ]);
});

it.each(['', '42', "'q1 results: All test cases passed!'", 'my q1\nq1 results: All test cases passed!', '    q1 results:'])(
  'reads nothing in %j',
  text => {
    expect(readOtterResults(text)).toEqual([]);
  },
);

it.each([
  ['grader.check("q1")', true],
  ['# run me\ngrader.check("q1")\n', true],
  ['grader.check_all()', true],
  ['x = 1\ngrader.check("q1")', false],
])('%j only asks Otter: %s', (source, expected) => {
  expect(isCheckCall(source)).toBe(expected);
});
