import { describe, expect, it } from 'vitest';
import { placeholderHash } from '../../../../../src/capture/checks/placeholder-hash';
import { readNotebookFile } from './notebook-cells';
import { planNotebook } from './plan-notebook';
import { findSourceSigns } from './source-version';

const STUB = 'def f(n):\n    # YOUR CODE HERE\n    raise NotImplementedError()';

type Cell = { readonly cell_type: 'code' | 'markdown'; readonly source: string | readonly string[]; readonly metadata: object };

const code = (source: string, metadata: object = {}): Cell => ({ cell_type: 'code', source, metadata });
const text = (source: string): Cell => ({ cell_type: 'markdown', source, metadata: {} });
const answer = (id: string, source = STUB): Cell => code(source, { nbgrader: { solution: true, grade: false, grade_id: id } });
const test = (id: string, source = 'assert f(1) == 1'): Cell => code(source, { nbgrader: { solution: false, grade: true, grade_id: id } });
const tagged = (source: string, ...tags: readonly string[]): Cell => code(source, { tags });

function read(...cells: readonly Cell[]) {
  const file = readNotebookFile(JSON.stringify({ nbformat: 4, metadata: { kernelspec: { language: 'python' } }, cells }));
  if (file === undefined) {
    throw new Error('The notebook is not read');
  }
  return file;
}

const exercisesOf = (...cells: readonly Cell[]) => planNotebook('week-1.ipynb', read(...cells)).exercises;

describe('what is told of a notebook', () => {
  it('are nbgrader’s exercises with their tests and the hash of what is to be filled in', () => {
    expect(exercisesOf(text('# Week 1'), text('Some text\n\n## Sum of *squares* ##'), answer('sum'), test('small'), test('large'))).toEqual(
      [{ name: 'sum', index: 2, title: 'Sum of squares', checks: ['small', 'large'], placeholder: placeholderHash(STUB) }],
    );
  });

  it('are tagged exercises with their checks by tag, in their order', () => {
    const cells = [
      tagged('x = ...', 'exercise:one'),
      tagged('assert x', 'checks'),
      tagged('print(1)', 'exercise:two'),
      tagged('assert 1', 'checks:one', 'check:late'),
    ];
    expect(exercisesOf(...cells)).toEqual([
      { name: 'one', index: 0, checks: ['1', 'late'], placeholder: placeholderHash('x = ...') },
      { name: 'two', index: 2, checks: [] },
    ]);
  });

  it('are the questions that Otter checks, at the cell above', () => {
    expect(exercisesOf(code('x = ...'), code('grader.check("q1")'), code('y = 1\nz = 2'), code('grader.check("q2")'))).toEqual([
      { name: 'q1', index: 0, checks: ['q1'], placeholder: placeholderHash('x = ...') },
      { name: 'q2', index: 2, checks: ['q2'] },
    ]);
  });

  it('are no tests that are left empty, no text that is graded by hand, and no copy', () => {
    const essay: Cell = { ...text('Write here'), metadata: { nbgrader: { solution: true, grade: true, grade_id: 'essay' } } };
    expect(exercisesOf(answer('a'), test('hidden', '# nothing to see here'), essay, answer('a'))).toMatchObject([
      { name: 'a', checks: [] },
    ]);
  });

  it('is a title only where it tells the exercises apart, and a heading in a block of code is none', () => {
    const cells = [text('## Loops'), answer('a'), answer('b'), text('```\n# no heading\n```'), text('## Lists'), answer('c')];
    expect(exercisesOf(...cells).map(({ title }) => title)).toEqual([undefined, undefined, 'Lists']);
  });

  it('holds no code of it', () => {
    const planned = planNotebook('a.ipynb', read(answer('a', 'secret_value = 1'), test('t', 'assert secret_value == 41')));
    expect(JSON.stringify(planned)).not.toContain('secret');
    expect(JSON.stringify(planned)).not.toContain('41');
  });
});

describe('a cell to be filled in', () => {
  it.each([
    ['', true],
    ['# your answer', true],
    ['def f(n):\n    """Doubles."""\n    pass', true],
    ['import math\n\ndef area(r):\n    ...', true],
    ['total = None', true],
    ['def f(n):\n    return n * 2', false],
    ['print("hello")', false],
  ])('is told by what is missing: %j', (source, isToFillIn) => {
    expect(exercisesOf(tagged(source, 'exercise:x'))[0]?.placeholder !== undefined).toBe(isToFillIn);
  });
});

describe('an author’s own version', () => {
  it.each([
    ['### BEGIN SOLUTION\nreturn 1\n### END SOLUTION', ['solutions', 'writtenSolutions']],
    ['# BEGIN SOLUTION\nreturn 1', ['solutions', 'writtenSolutions']],
    ['return 1', ['writtenSolutions']],
    [STUB, []],
  ])('is told by its answers: %j', (source, signs) => {
    expect(findSourceSigns(read(answer('a', source)))).toEqual(signs);
  });

  it('is told by its hidden tests', () => {
    expect(findSourceSigns(read(answer('a'), test('t', 'assert 1\n### BEGIN HIDDEN TESTS\nassert 2\n### END HIDDEN TESTS')))).toEqual([
      'hiddenTests',
    ]);
  });
});

it.each(['', 'no JSON', '[]', '{"nbformat": 3, "worksheets": []}', '{"cells": 7}'])('%j is no notebook', file => {
  expect(readNotebookFile(file)).toBeUndefined();
});

it('a notebook of odd cells is read as far as it goes', () => {
  const file = readNotebookFile('{"cells": [null, 7, {"cell_type": "code", "source": ["x", 3, " = 1"]}, {"cell_type": "raw"}]}');
  expect(file?.language).toBe('python');
  expect(file?.cells.map(cell => cell.readSource())).toEqual(['', '', 'x = 1', '']);
});
