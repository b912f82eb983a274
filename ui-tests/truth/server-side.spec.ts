import { SERVER_SIDE } from '../../scripts/jupyter/environments.mjs';
import { expect, openNotebook, test } from '../support/jupyter-test';
import { watchReports } from '../support/reports';
import { expectExercises, expectRuns, readRuns, toldRuns } from '../support/told-runs';
import { code, writeNotebook } from '../support/written-notebook';

test.use({ environment: SERVER_SIDE.folder });

const [DEFINITION, CHECK, QUIET, AFTER, LOOP] = [0, 1, 2, 3, 4];

test('cells that the Jupyter server runs: errors, checks, a loop, and what Run All skips', async ({ page, classroom }, testInfo) => {
  const { server } = classroom;
  const path = 'server-side.ipynb';
  await writeNotebook(testInfo.outputPath('notebooks', path), [
    code('double', 'loops = False\ndef double(x):\n    return x + 2', 'exercise:double'),
    code('check', 'assert double(3) == 6', 'checks'),
    code('quiet', '%%capture\n1 / 0', 'exercise:quiet'),
    code('after', 'double(1)', 'exercise:after'),
    code('loop', 'import time\nwhile loops:\n    time.sleep(0.1)', 'exercise:loops'),
  ]);
  const reports = watchReports(page);
  const notebook = await openNotebook(page, classroom, path);

  await notebook.run(DEFINITION, CHECK, QUIET);
  const wrong = [
    { of: 'double', ok: true },
    { ok: false, checks: ['!double/1'], error: 'AssertionError' },
    { of: 'quiet', ok: false, error: 'ZeroDivisionError' },
  ];
  await expectRuns(server, path, wrong);

  // What is left of a Run All after an error may run or not, as the server has it by then. Each run has a number of its own from the kernel.
  await notebook.run(AFTER);
  await notebook.runAll();
  await notebook.write(DEFINITION, 'def double(x):\n    return x * 2');
  await notebook.run(DEFINITION, CHECK);
  const right = [
    { of: 'double', ok: true },
    { ok: true, checks: ['double/1'] },
  ];
  await expect.poll(async () => (await toldRuns(server, path)).slice(-right.length)).toEqual(right);
  const numbers = (await readRuns(server, path)).map(({ executionCount }) => executionCount);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  await expectExercises(server, { double: 'passed', quiet: 'failing' });
  const before = await toldRuns(server, path);

  await notebook.write(LOOP, 'while True:\n    pass');
  await notebook.start(LOOP);
  await expect.poll(() => reports.at(-1)?.now).toMatchObject({ cell: { id: 'loop', exercise: 'loops' } });
  await notebook.interrupt();
  const interrupted = { of: 'loops', ok: false, ended: 'interrupted', error: 'KeyboardInterrupt' };
  await expectRuns(server, path, [...before, interrupted]);
});
