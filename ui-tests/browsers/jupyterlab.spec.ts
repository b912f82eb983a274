import { STUDENT_WORDS } from '../support/student-words';
import { expectRuns } from '../support/told-runs';
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
  await classroom.server.kill();
  await notebook.run(GOOD);
  await onScreen.see('button', STUDENT_WORDS.offline);
  await driver.reload();
  await notebook.attach();
  await notebook.run(WRONG);
  await driver.open(`${classroom.lab.url}/api`);
  const again = await openNotebook(driver, classroom, PATH);
  await again.run(GOOD);
  const server = await classroom.restartServer();
  const runs = async () => (await server.exportEvents()).filter(({ type }) => type === 'cell.executed');
  // The breaker waits for up to half a minute.
  await expect.poll(async () => (await runs()).length, { timeout: 120_000 }).toBe(3);
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
