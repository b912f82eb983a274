import { readFileSync } from 'node:fs';
import type { RunningCell } from '../../src/protocol';
import { expect, openNotebook, test } from '../support/jupyter-test';
import { LabNotebook } from '../support/lab-notebook';
import { watchReports } from '../support/reports';
import { expectExercises, expectRuns, readRuns, readStudent } from '../support/told-runs';
import { code, writeNotebook } from '../support/written-notebook';

const CELLS = [
  code('loop', 'while True:\n    pass', 'exercise:loops'),
  code('input', 'name = input("Your name? ")', 'exercise:greeting'),
  code('exit', 'import os\nos._exit(1)', 'exercise:dying'),
  code('pid', "import os\nwith open('pid', 'w') as file:\n    print(os.getpid(), file=file)"),
  code('sleep', 'import time\ntime.sleep(600)', 'exercise:sleeping'),
];
const [LOOP, INPUT, EXIT, PID, SLEEP] = [0, 1, 2, 3, 4];

const LONG_LOOP_MS = 180_000;

test.beforeEach(async ({ page, classroom }, testInfo) => {
  await writeNotebook(testInfo.outputPath('notebooks', 'running.ipynb'), CELLS);
  await openNotebook(page, classroom, 'running.ipynb');
});

test('a loop without end runs until it is interrupted, and its student can say that it does not stop', async ({ page, classroom }) => {
  const { server } = classroom;
  const reports = watchReports(page);
  const now = (): RunningCell | undefined => reports.at(-1)?.now;
  const notebook = new LabNotebook(page);
  await notebook.start(LOOP);
  await expect.poll(() => now()?.forMs ?? 0).toBeGreaterThan(10_000);
  expect(now()).toMatchObject({ notebook: 'running.ipynb', cell: { id: 'loop', index: 0, exercise: 'loops' } });

  await expect.poll(() => readStudent(server)).toMatchObject({ status: 'working', running: { exercise: 'loops', waitsForInput: false } });

  await page.getByRole('button', { name: 'Ask for help' }).first().click();
  await page.getByRole('checkbox', { name: 'My cell does not stop' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
  const calls = async () => (await server.exportEvents()).filter(({ type }) => type === 'help.requested').map(({ data }) => data);
  await expect.poll(calls).toMatchObject([{ about: 'running', notebook: 'running.ipynb', cell: { id: 'loop', exercise: 'loops' } }]);

  await notebook.interrupt();
  await expectRuns(server, 'running.ipynb', [{ of: 'loops', ok: false, ended: 'interrupted', error: 'KeyboardInterrupt' }]);
  await expect.poll(now).toBeUndefined();
  await expect.poll(() => readStudent(server)).not.toHaveProperty('running');
});

test('a cell that waits for input says so, and the wait is no part of its duration', async ({ page, classroom }) => {
  const reports = watchReports(page);
  await new LabNotebook(page).start(INPUT);
  await expect.poll(() => reports.at(-1)?.now).toMatchObject({ cell: { id: 'input' }, waiting: 'input' });
  await expect.poll(() => readStudent(classroom.server)).toMatchObject({ running: { exercise: 'greeting', waitsForInput: true } });
  const waitedMs = reports.at(-1)?.now?.forMs ?? 0;
  await page.locator('.jp-Stdin-input').fill('Ada');
  await page.locator('.jp-Stdin-input').press('Enter');
  await expectRuns(classroom.server, 'running.ipynb', [{ of: 'greeting', ok: true }]);
  const [run] = await readRuns(classroom.server, 'running.ipynb');
  expect(run?.durationMs).toBeLessThan(waitedMs);
  await expect.poll(() => reports.at(-1)?.now).toBeUndefined();
});

test('a kernel that dies under a cell, by itself or killed, is told with the cell', async ({ page, classroom }, testInfo) => {
  const { server } = classroom;
  const notebook = new LabNotebook(page);
  await notebook.start(EXIT);
  const exited = { of: 'dying', ok: false, ended: 'kernel_died' };
  await expectRuns(server, 'running.ipynb', [exited]);
  await page.getByRole('button', { name: 'Ok' }).click();

  await notebook.run(PID);
  await notebook.start(SLEEP);
  await expect.poll(() => notebook.status()).toBe('busy');
  process.kill(Number(readFileSync(testInfo.outputPath('notebooks', 'pid'), 'utf8')), 'SIGKILL');
  await expectExercises(server, { dying: 'failing' });
  await expectRuns(server, 'running.ipynb', [exited, { ok: true }, { of: 'sleeping', ok: false, ended: 'kernel_died' }]);
  const deaths = (await server.exportEvents()).filter(({ type }) => type === 'kernel.died');
  expect(deaths).toHaveLength(2);
});

test('three minutes of a loop are told in every report, and nothing else is @long', async ({ page, classroom }) => {
  const reports = watchReports(page);
  const notebook = new LabNotebook(page);
  await notebook.start(LOOP);
  await expect.poll(() => reports.at(-1)?.now?.forMs ?? 0, { timeout: LONG_LOOP_MS + 30_000 }).toBeGreaterThan(LONG_LOOP_MS);
  const told = reports.map(({ now }) => now?.forMs).filter(forMs => forMs !== undefined);
  expect(told).toEqual(told.toSorted((one, other) => one - other));
  expect(reports.slice(reports.findIndex(({ now }) => now !== undefined)).every(({ now }) => now?.cell.id === 'loop')).toBe(true);
  expect(await readRuns(classroom.server)).toEqual([]);
  await notebook.interrupt();
  await expectRuns(classroom.server, 'running.ipynb', [{ of: 'loops', ok: false, ended: 'interrupted', error: 'KeyboardInterrupt' }]);
  const [run] = await readRuns(classroom.server);
  expect(run?.durationMs).toBeGreaterThan(LONG_LOOP_MS);
});
