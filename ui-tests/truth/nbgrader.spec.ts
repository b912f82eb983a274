import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AUTHORS } from '../../scripts/jupyter/environments.mjs';
import { runAuthorTool } from '../support/author-tools';
import { expect, openNotebook, test } from '../support/jupyter-test';
import { expectExercises, expectRuns, toldRuns, type ToldRun } from '../support/told-runs';
import { readCells, sourceOf } from '../support/written-notebook';

const PATH = 'ps1/problem1.ipynb';
const WRONG = 'def squares(n):\n    if n < 1:\n        raise ValueError\n    return [i ** 2 for i in range(n)]';
const RIGHT = 'def squares(n):\n    if n < 1:\n        raise ValueError\n    return [i ** 2 for i in range(1, n + 1)]';
const SUM = 'def sum_of_squares(n):\n    return sum(squares(n))';
const APPLICATION = 'print(sum_of_squares(3))';

const TESTS_OF_SQUARES = ['squares/correct_squares', 'squares/squares_invalid_input'];

test.use({ environment: AUTHORS.folder });

/** nbgrader's own first course, as its students get it. @returns the places of the cells by their `grade_id` */
function release(directory: string, notebooks: string) {
  mkdirSync(directory, { recursive: true });
  runAuthorTool('nbgrader', ['quickstart', 'course'], directory);
  runAuthorTool('nbgrader', ['generate_assignment', 'ps1'], join(directory, 'course'));
  cpSync(join(directory, 'course', 'release', 'ps1'), join(notebooks, 'ps1'), { recursive: true });
  const cells = readCells(join(notebooks, PATH));
  const code = cells.flatMap((cell, index) => (cell.cell_type === 'code' && sourceOf(cell).trim() !== '' ? [index] : []));
  const at = (name: string) => cells.findIndex(({ metadata }) => metadata.nbgrader?.grade_id === name);
  return { code, at };
}

test('nbgrader’s first assignment as it is released: untouched, wrong, and right', async ({ page, classroom }, testInfo) => {
  const { server } = classroom;
  const { code, at } = release(testInfo.outputPath('author'), testInfo.outputPath('notebooks'));
  const notebook = await openNotebook(page, classroom, PATH);

  await notebook.run(...code);
  const named = async () => (await toldRuns(server, PATH)).filter(({ of, checks }) => of !== undefined || checks !== undefined);
  await expect.poll(async () => (await toldRuns(server, PATH)).length).toBe(code.length);
  const untouched = await named();
  const failed = (await toldRuns(server, PATH)).filter(({ ok }) => !ok);
  expect(failed.filter(({ ended }) => ended !== 'untouched')).toEqual([]);
  expect(untouched.map(({ ended }) => ended)).toEqual(untouched.map(() => 'untouched'));
  expect(untouched.flatMap(({ checks = [] }) => checks)).toEqual([
    ...TESTS_OF_SQUARES.map(check => `!${check}`),
    '!sum_of_squares/correct_sum_of_squares',
    '!sum_of_squares/sum_of_squares_uses_squares',
  ]);
  expect(untouched.flatMap(({ of }) => (of === undefined ? [] : [of]))).toEqual([
    'squares',
    'sum_of_squares',
    'sum_of_squares_application',
  ]);

  await expectExercises(server, { squares: null, sum_of_squares: null, sum_of_squares_application: null });

  const before = await toldRuns(server, PATH);
  await notebook.write(at('squares'), WRONG);
  await notebook.run(at('squares'), at('correct_squares'), at('squares_invalid_input'));
  const wrong: ToldRun[] = [
    { of: 'squares', ok: true },
    { ok: false, checks: ['!squares/correct_squares'], error: 'AssertionError' },
    { ok: true, checks: ['squares/squares_invalid_input'] },
  ];
  await expectRuns(server, PATH, [...before, ...wrong]);
  await expectExercises(server, { squares: 'failing', sum_of_squares: null });

  await notebook.write(at('squares'), RIGHT);
  await notebook.write(at('sum_of_squares'), SUM);
  await notebook.write(at('sum_of_squares_application'), APPLICATION);
  await notebook.runAll();
  await expect.poll(async () => (await toldRuns(server, PATH)).length).toBe(before.length + wrong.length + code.length);
  const right = (await named()).slice(-untouched.length);
  expect(right).toEqual([
    { of: 'squares', ok: true },
    ...TESTS_OF_SQUARES.map(check => ({ ok: true, checks: [check] })),
    { of: 'sum_of_squares', ok: true },
    { ok: true, checks: ['sum_of_squares/correct_sum_of_squares'] },
    { ok: true, checks: ['sum_of_squares/sum_of_squares_uses_squares'] },
    { of: 'sum_of_squares_application', ok: true },
  ]);
  await expectExercises(server, { squares: 'passed', sum_of_squares: 'passed', sum_of_squares_application: 'ran' });
});
