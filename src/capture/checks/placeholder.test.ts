import { describe, expect, it } from 'vitest';

import { computeChecksum, hasOwnChecksum } from './nbgrader-checksum';
import { hasSomethingToExecute } from './executable';
import { isPlaceholder } from './placeholder';

const PLACEHOLDER = 'def squares(n):\n    """The squares."""\n    # YOUR CODE HERE\n    raise NotImplementedError()';

describe('the checksum of nbgrader', () => {
  // As nbgrader's own `utils.compute_checksum` computes them.
  it.each([
    ['a solution', PLACEHOLDER, { grade: false, solution: true, locked: false, grade_id: 'squares' }, 'ad089158418e5f61c623ec26c0054368'],
    [
      'tests',
      'assert squares(2) == [1, 4]',
      { grade: true, solution: false, locked: false, grade_id: 'test', points: 2 },
      'dcc60ce2462f84ceb9e7e971df263d5e',
    ],
    [
      'one graded by hand',
      'né = "é"',
      { grade: true, solution: true, locked: false, grade_id: 'hand', points: 0.5 },
      '36fd71cdf559bc9ef46104dd1ca8243b',
    ],
    [
      'one that is only locked',
      'x = 1',
      { grade: false, solution: false, locked: true, grade_id: 'given' },
      'a8d0d2b5feb67ea8005d541bd04d4c07',
    ],
  ])('of %s is what nbgrader computes', (_, source, nbgrader, sum) => {
    expect(computeChecksum(source, nbgrader)).toBe(sum);
  });

  it('tells a cell that was handed out from one that was touched, and nothing where there is none', () => {
    const nbgrader = { grade: false, solution: true, grade_id: 'squares', checksum: 'ad089158418e5f61c623ec26c0054368' };
    expect(hasOwnChecksum(PLACEHOLDER, nbgrader)).toBe(true);
    expect(hasOwnChecksum(`${PLACEHOLDER} `, nbgrader)).toBe(false);
    expect(hasOwnChecksum(PLACEHOLDER, { ...nbgrader, checksum: undefined })).toBeUndefined();
    expect(hasOwnChecksum(PLACEHOLDER, 'x')).toBeUndefined();
  });
});

describe('a placeholder', () => {
  it.each([
    ['nbgrader’s placeholder', PLACEHOLDER],
    ['a placeholder with code of the author after it', `${PLACEHOLDER}\n\nprint(squares(3))`],
    ['a marker alone', '# YOUR CODE HERE'],
    ['a marker with pass', 'def f():\n    # YOUR CODE HERE\n    pass'],
    ['a marker where a value goes', 'x = ... # YOUR CODE HERE\nprint(x)'],
    ['a marker where a value is missing', 'x = # YOUR CODE HERE'],
    ['a bare raise', 'raise NotImplementedError'],
    ['a bare raise in a function', 'def f(x):\n    """Doc\n    string."""\n    # todo\n    raise NotImplementedError("later")'],
    ['a placeholder of R', '# YOUR CODE HERE\nfail()'],
  ])('is %s', (_, source) => {
    expect(isPlaceholder(source, 'python')).toBe(true);
  });

  it.each([
    ['the marker with code below', 'def f(x):\n    # YOUR CODE HERE\n    return x'],
    ['the marker with code below and the raise left', 'def f(x):\n    # YOUR CODE HERE\n    y = x\n    raise NotImplementedError()'],
    ['code before a bare raise', 'def f(x):\n    y = x + 1\n    raise NotImplementedError'],
    ['a value put in', 'x = 5 # YOUR CODE HERE'],
    [
      'one of two filled in',
      'def f():\n    # YOUR CODE HERE\n    return 1\ndef g():\n    # YOUR CODE HERE\n    raise NotImplementedError()',
    ],
    ['a mention', 'except NotImplementedError: pass'],
    ['code', 'x = 1'],
    ['nothing', ''],
  ])('is not %s', (_, source) => {
    expect(isPlaceholder(source, 'python')).toBe(false);
  });

  it('is known in Octave', () => {
    expect(isPlaceholder("% YOUR CODE HERE\nerror('No Answer Given!')", 'octave')).toBe(true);
    expect(isPlaceholder('% YOUR CODE HERE\nx = 1', 'octave')).toBe(false);
  });
});

it.each([
  ['assert f(1) == 2', true],
  ['%run tests.py', true],
  ['"""Check it."""\nassert f(1)', true],
  ['# hidden tests', false],
  ['"""Check that it works."""\n# BEGIN\n\n', false],
  ['', false],
])('%j has something to execute: %s', (source, expected) => {
  expect(hasSomethingToExecute(source, 'python')).toBe(expected);
});
