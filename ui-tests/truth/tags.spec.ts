import { join } from 'node:path';
import { expect, openNotebook, test } from '../support/jupyter-test';
import { expectExercises, expectRuns, readRuns, toldRuns } from '../support/told-runs';
import { code, text, writeNotebook } from '../support/written-notebook';

const PLACEHOLDER = 'def double(x):\n    # YOUR CODE HERE\n    raise NotImplementedError';
const [DEFINITION, ...CHECKS] = [1, 2, 3];

const EXERCISE = [
  text('heading', '## Double'),
  code('double', PLACEHOLDER, 'exercise:double'),
  code('two', 'assert double(2) == 4', 'checks', 'check:two'),
  code('text', "assert double('a') == 'aa'", 'checks:double'),
];

test('asserts under tags: untouched, wrong, right, and after a rename', async ({ page, classroom }, testInfo) => {
  const { server } = classroom;
  const notebooks = testInfo.outputPath('notebooks');
  await writeNotebook(join(notebooks, 'week1', 'double.ipynb'), EXERCISE);
  const notebook = await openNotebook(page, classroom, 'week1/double.ipynb');

  await notebook.run(DEFINITION, ...CHECKS);
  const untouched = [
    { of: 'double', ok: true, ended: 'untouched' },
    { ok: false, ended: 'untouched', checks: ['!double/two'], error: 'NotImplementedError' },
    { ok: false, ended: 'untouched', checks: ['!double/2'], error: 'NotImplementedError' },
  ];
  await expectRuns(server, 'week1/double.ipynb', untouched);
  await expectExercises(server, { double: null });

  await notebook.write(DEFINITION, 'def double(x):\n    return x + 2');
  await notebook.run(DEFINITION, ...CHECKS);
  const wrong = [
    { of: 'double', ok: true },
    { ok: true, checks: ['double/two'] },
    { ok: false, checks: ['!double/2'], error: 'TypeError' },
  ];
  await expectRuns(server, 'week1/double.ipynb', [...untouched, ...wrong]);
  await expectExercises(server, { double: 'failing' });

  await notebook.rename('week1', 'done');
  await notebook.rename('done/double.ipynb', 'done/mine.ipynb');
  await notebook.write(DEFINITION, 'def double(x):\n    return x * 2');
  await notebook.run(DEFINITION, ...CHECKS);
  const right = [
    { of: 'double', ok: true },
    { ok: true, checks: ['double/two'] },
    { ok: true, checks: ['double/2'] },
  ];
  await expectRuns(server, 'done/mine.ipynb', right);
  await expectExercises(server, { double: 'passed' });
  expect(new Set((await readRuns(server, 'done/mine.ipynb')).map(({ formerly }) => formerly))).toEqual(new Set(['week1/double.ipynb']));
});

test('Run All ends at an error: what it skipped is no run, whatever error it still shows', async ({ page, classroom }, testInfo) => {
  const { server } = classroom;
  await writeNotebook(testInfo.outputPath('notebooks', 'all.ipynb'), [
    code('a', 'a = 1', 'exercise:a'),
    code('b', 'a += undefined', 'exercise:b'),
    code('c', 'a / 0', 'exercise:c'),
  ]);
  const notebook = await openNotebook(page, classroom, 'all.ipynb');
  await notebook.run(0, 2);
  await notebook.runAll();
  await notebook.run(0);
  const ranOnPurpose = [
    { of: 'a', ok: true },
    { of: 'c', ok: false, error: 'ZeroDivisionError' },
    { of: 'a', ok: true },
    { of: 'b', ok: false, error: 'NameError' },
  ];
  await expect.poll(async () => (await toldRuns(server, 'all.ipynb')).slice(0, 4)).toEqual(ranOnPurpose);
  await expect.poll(async () => (await toldRuns(server, 'all.ipynb')).at(-1)).toEqual({ of: 'a', ok: true });
  // A kernel may have begun the next cell before it knew of the error. Each run has a number of its own from it; what it skipped has none.
  const numbers = (await readRuns(server, 'all.ipynb')).map(({ executionCount }) => executionCount);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});
