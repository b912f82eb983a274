import { STUDENT_WORDS } from '../support/student-words';
import { expectRuns, toldRuns } from '../support/told-runs';
import { code, writeNotebook } from '../support/written-notebook';
import { expect, join, openNotebook, test } from './support/lab-test';

const PATH = 'sums.ipynb';
const [GOOD, WRONG] = [0, 1];
const ran = { of: 'sum', ok: true };
const failed = { ok: false, error: 'ZeroDivisionError' };

// eslint-disable-next-line no-empty-pattern
test.beforeEach(async ({}, testInfo) => {
  await writeNotebook(testInfo.outputPath('notebooks', PATH), [code('good', '6 * 7', 'exercise:sum'), code('wrong', '1 / 0')]);
});

test('a student joins JupyterLab’s page, leaves it by another address and comes back as who they are @short', async ({
  driver,
  onScreen,
  classroom,
}) => {
  const notebook = await openNotebook(driver, classroom, PATH);
  await join(onScreen, classroom, 'ada');
  await notebook.run(GOOD, WRONG);
  await expectRuns(classroom.server, PATH, [ran, failed]);
  await driver.open(`${classroom.lab.url}/api`);
  const again = await openNotebook(driver, classroom, PATH);
  await onScreen.see('button', STUDENT_WORDS.reporting);
  await again.run(GOOD);
  await expectRuns(classroom.server, PATH, [ran, failed, ran]);
});

test('what is run in JupyterLab while the server is away arrives once, though the page was left and reloaded meanwhile', async ({
  driver,
  onScreen,
  classroom,
}) => {
  const notebook = await openNotebook(driver, classroom, PATH);
  await join(onScreen, classroom, 'ada');
  await notebook.run(GOOD);
  await expectRuns(classroom.server, PATH, [ran]);
  await classroom.server.kill();
  await notebook.run(WRONG);
  // Counted in the browser's database: a page that is left before that, with the server away, can keep nothing.
  await onScreen.read(STUDENT_WORDS.oneWaits);
  await driver.reload();
  await notebook.attach();
  await driver.open(`${classroom.lab.url}/api`);
  const again = await openNotebook(driver, classroom, PATH);
  await again.run(GOOD);
  const server = await classroom.restartServer();
  // The breaker waits for up to half a minute.
  // In whatever order: the page that was left and the one after it are two sources.
  const told = async () => (await toldRuns(server, PATH)).map(({ error }) => error ?? 'none').toSorted();
  await expect.poll(told, { timeout: 120_000 }).toEqual(['ZeroDivisionError', 'none', 'none']);
  const { sources } = await server.readDeliveryReport();
  expect(sources.filter(({ received, hwm, missing, lost }) => received !== hwm || missing.length > 0 || lost > 0)).toEqual([]);
});

test('two windows of JupyterLab are one student, and both report', async ({ driver, onScreen, classroom }) => {
  const first = await driver.currentTab();
  const notebook = await openNotebook(driver, classroom, PATH);
  await join(onScreen, classroom, 'ada');
  await notebook.run(GOOD);
  await driver.switchTo(await driver.newWindow());
  const second = await openNotebook(driver, classroom, PATH);
  await onScreen.see('button', STUDENT_WORDS.reporting);
  await second.run(WRONG);
  await driver.switchTo(first);
  await notebook.run(GOOD);
  const told = async () => (await classroom.server.exportEvents()).filter(({ type }) => type === 'cell.executed');
  await expect.poll(async () => (await told()).map(({ studentId }) => studentId)).toEqual(['ada', 'ada', 'ada']);
  expect(new Set((await told()).map(({ sid }) => sid)).size).toBe(2);
});
