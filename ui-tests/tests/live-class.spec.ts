import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { ExportedEvent } from '../../src/protocol';
import { ClassPanel } from '../support/class-panel';
import { Notebook } from '../support/notebook';
import { ADA, CADENCE_MS, expect, test } from '../support/test';

/** A dashboard shows what the server has within a second. */
const DASHBOARD_DELAY_MS = 1000;

/** Five failures open the client's breaker for 30 s, with jitter. */
const RECOVERY_MS = 120_000;

const isRun = (event: ExportedEvent): boolean => event.type === 'cell.executed';

const executionCounts = (events: readonly ExportedEvent[]): unknown[] =>
  events.filter(isRun).map(event => (event.data as { executionCount: unknown }).executionCount);

const ascending = (left: unknown, right: unknown): number => Number(left) - Number(right);

/** An administrator has filled in the class; the student is asked before anything is recorded. */
async function agreeToClass(page: IJupyterLabPageFixture): Promise<void> {
  const panel = new ClassPanel(page);
  await panel.open();
  await panel.agree();
}

test('a good and a failing run are on the instructor’s screen within one cadence @every-log', async ({ page, dashboard }, testInfo) => {
  await agreeToClass(page);
  const notebook = new Notebook(page);
  await notebook.create('live.ipynb');
  await dashboard.showStudents();
  const runs = await dashboard.figureOf(ADA.displayName, 'Runs');
  const failed = await dashboard.figureOf(ADA.displayName, 'Failed');
  await expect(runs).toHaveText('0', { useInnerText: true });

  const withinCadence = { useInnerText: true, timeout: CADENCE_MS + DASHBOARD_DELAY_MS };
  await notebook.run('6 * 7');
  const ranAtMs = performance.now();
  await expect(runs).toHaveText('1', withinCadence);
  testInfo.annotations.push({ type: 'cell end to dashboard', description: `${String(Math.round(performance.now() - ranAtMs))} ms` });

  await notebook.run('1 / 0');
  await expect(runs).toHaveText('2', withinCadence);
  await expect(failed).toHaveText('1', { useInnerText: true });

  const drawer = await dashboard.openStudent(ADA.displayName);
  // Beside what else happened, such as the notebook's opening.
  const shown = drawer.getByRole('listitem').filter({ hasText: 'took' });
  await expect(shown).toHaveCount(2);
  await expect(shown.first()).toContainText('ZeroDivisionError division by zero');
  await expect(shown.last()).toContainText('Ran');
});

test('runs made while the server is dead arrive once, though the page was reloaded meanwhile @every-log', async ({
  page,
  classroom,
  dashboard,
}) => {
  await agreeToClass(page);
  const notebook = new Notebook(page);
  await notebook.create('dead-server.ipynb');
  await notebook.run('1 + 1');
  await expect.poll(async () => executionCounts(await classroom.server.exportEvents())).toEqual([1]);

  await classroom.server.kill();
  await notebook.run('2 + 2');
  await notebook.run('undefined_name');
  await notebook.run('3 + 3');
  await expect(page.getByText(/Offline · \d+ waiting/u)).toBeVisible({ timeout: 60_000 });
  await expect(dashboard.page.getByText('Reconnecting', { exact: false }).first()).toBeVisible();
  await page.notebook.save();
  await notebook.reload();
  await notebook.run('4 + 4');
  const server = await classroom.restartServer();

  await expect
    .poll(async () => executionCounts(await server.exportEvents()).sort(ascending), { timeout: RECOVERY_MS })
    .toEqual([1, 2, 3, 4, 5]);
  const { sources } = await server.readDeliveryReport();
  expect(sources).toHaveLength(2);
  for (const source of sources) {
    expect(source).toMatchObject({ studentId: ADA.studentId, received: source.hwm, missing: [], lost: 0, rejected: [] });
  }

  await dashboard.showStudents();
  await expect(await dashboard.figureOf(ADA.displayName, 'Runs')).toHaveText('5', { useInnerText: true });
  await expect(await dashboard.figureOf(ADA.displayName, 'Failed')).toHaveText('1', { useInnerText: true });
});
