import { addressOf, agreeAtNotice, expect, test } from '../support/jupyter-test';
import { LabNotebook } from '../support/lab-notebook';
import { startPlainProxy } from '../support/plain-proxy';
import { watchReports } from '../support/reports';
import { expectRuns, readRuns, readStudent } from '../support/told-runs';
import { code, writeNotebook } from '../support/written-notebook';

const PATH = 'blocked.ipynb';

test('a cell that waits behind a proxy without WebSockets is told, until they come through', async ({ page, classroom }, testInfo) => {
  await writeNotebook(testInfo.outputPath('notebooks', PATH), [code('a', '1 + 1')]);
  const proxy = await startPlainProxy(classroom.lab.url);
  const reports = watchReports(page);
  await page.goto(addressOf({ lab: proxy }, 'jupyterlab', PATH));
  await agreeAtNotice(page);
  const notebook = new LabNotebook(page);
  await notebook.start(0);
  await expect.poll(() => reports.at(-1)?.unreachable, { timeout: 40_000 }).toMatchObject({ notebook: PATH });
  expect(reports.at(-1)?.unreachable?.forMs).toBeGreaterThanOrEqual(10_000);
  await expect.poll(() => readStudent(classroom.server)).toMatchObject({ unreachable: { notebook: PATH } });
  expect(await readRuns(classroom.server)).toEqual([]);

  proxy.letsSocketsThrough = true;
  await expect.poll(() => reports.at(-1)?.unreachable, { timeout: 60_000 }).toBeUndefined();
  await expectRuns(classroom.server, PATH, [{ ok: true }]);
  proxy.close();
});
