import type { CellExecutedData } from '../../src/protocol';
import { expect, openNotebook, test } from '../support/jupyter-test';
import { watchReports } from '../support/reports';
import { readProgress, readRuns } from '../support/told-runs';
import { code, writeNotebook } from '../support/written-notebook';
import { CORPUS } from './corpus/all';

test.setTimeout(1_800_000);

/** Whether what the server was told lets the exercise pass: every check has a result, and each one's newest is good. */
function hasPassed(runs: readonly CellExecutedData[], checks: number): boolean {
  const counted = runs.filter(({ ended }) => ended !== 'interrupted' && ended !== 'untouched');
  const results = new Map(counted.flatMap(run => run.checks ?? []).map(({ check, ok }) => [check, ok]));
  const own = counted.findLast(({ cell }) => cell.exercise !== undefined);
  return results.size === checks && [...results.values()].every(Boolean) && own?.ok !== false;
}

test('of what beginners write, everything right passes and nothing wrong does @long', async ({ page, classroom }, testInfo) => {
  const { server } = classroom;
  await writeNotebook(testInfo.outputPath('notebooks', 'first.ipynb'), []);
  const notebook = await openNotebook(page, classroom, 'first.ipynb');
  const reports = watchReports(page);
  const rightOnes: string[] = [];
  const rows: { exercise: string; what: string; isRight: boolean; passed: boolean }[] = [];
  for (const { name, placeholder, checks, programs } of CORPUS) {
    for (const [index, { what, isRight, source, isEndless = false }] of programs.entries()) {
      const path = `${name}-${String(index)}.ipynb`;
      const cells = [
        code('own', placeholder, `exercise:${name}`),
        ...checks.map((check, at) => code(`check-${String(at)}`, check, 'checks')),
      ];
      await writeNotebook(testInfo.outputPath('notebooks', path), cells);
      await notebook.open(path);
      await notebook.write(0, source);
      await notebook.run(0);
      for (const at of checks.keys()) {
        await notebook.start(at + 1);
        const hasEnded = async () => (await readRuns(server, path)).length === at + 2;
        const isRunning = () => reports.at(-1)?.now?.cell.id === `check-${String(at)}`;
        await expect.poll(async () => (await hasEnded()) || isRunning(), { intervals: [100] }).toBe(true);
        await (isEndless && isRunning() ? notebook.interrupt() : undefined);
        await expect.poll(hasEnded, { intervals: [100] }).toBe(true);
      }
      rightOnes.push(...(isRight ? [path] : []));
      rows.push({ exercise: name, what, isRight, passed: hasPassed(await readRuns(server, path), checks.length) });
      await notebook.close();
    }
  }
  const table = rows.map(
    ({ exercise, what, isRight, passed }) => `${isRight ? 'right' : 'wrong'}\t${passed ? 'passed' : '-'}\t${exercise}\t${what}`,
  );
  process.stdout.write(`\n${table.join('\n')}\n`);
  const rate = (kind: boolean) => {
    const own = rows.filter(({ isRight }) => isRight === kind);
    return `${String(own.filter(({ passed }) => passed).length)} of ${String(own.length)}`;
  };
  process.stdout.write(`\npassed: ${rate(true)} right ones, ${rate(false)} wrong ones\n`);
  expect(rows.filter(({ isRight, passed }) => isRight !== passed)).toEqual([]);
  const passedThere = (await readProgress(server)).filter(({ status }) => status === 'passed').map(({ notebook: path }) => path);
  expect(passedThere.toSorted()).toEqual(rightOnes.toSorted());
});
