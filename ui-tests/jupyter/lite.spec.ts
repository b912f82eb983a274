import type { Page } from '@playwright/test';
import type { Classroom, JupyterApplication } from '../../scripts/classroom/classroom.mjs';
import { LabNotebook } from '../support/lab-notebook';
import { STUDENT_WORDS } from '../support/student-words';
import { expectRuns, toldRuns } from '../support/told-runs';
import { code, writeNotebook } from '../support/written-notebook';
import { addressOf, agreeAtNotice, expect, joinByForm, test } from '../support/jupyter-test';

const PATH = 'first.ipynb';
const [GOOD, WRONG] = [0, 1];
const ran = { of: 'product', ok: true };
const failed = { ok: false, error: 'ReferenceError' };

test.use({ student: null });

test.beforeEach(async ({ page }, testInfo) => {
  // Nothing here may need another server than the two of the test.
  await page.context().route(
    url => url.hostname !== '127.0.0.1',
    route => route.abort(),
  );
  const cells = [code('good', '6 * 7', 'exercise:product'), code('wrong', 'undefinedName + 1')];
  await writeNotebook(testInfo.outputPath('notebooks', PATH), cells, 'javascript');
});

async function open(page: Page, classroom: Classroom, application: JupyterApplication): Promise<LabNotebook> {
  await page.goto(addressOf(classroom, application, PATH));
  const notebook = new LabNotebook(page);
  await notebook.attach();
  return notebook;
}

test('a student joins, runs cells without any Jupyter server, and is who they are after a reload and on the other pages @lite', async ({
  page,
  classroom,
  application,
}) => {
  const notebook = await open(page, classroom, application);
  await joinByForm(page, classroom, 'ada');
  await notebook.run(GOOD, WRONG);
  await expectRuns(classroom.server, PATH, [ran, failed]);
  await page.reload();
  await notebook.attach();
  await expect(page.getByRole('button', { name: STUDENT_WORDS.reporting })).toBeVisible();
  await notebook.run(GOOD);
  await expectRuns(classroom.server, PATH, [ran, failed, ran]);

  const elsewhere = await open(page, classroom, application === 'lite' ? 'lite-notebook' : 'lite');
  await expect(page.getByRole('button', { name: STUDENT_WORDS.reporting })).toBeVisible();
  await elsewhere.run(WRONG);
  await expectRuns(classroom.server, PATH, [ran, failed, ran, failed]);
  expect(new Set((await classroom.server.exportEvents()).map(({ studentId }) => studentId))).toEqual(new Set(['ada']));
});

test('two students of one site are each themselves @lite', async ({ page, browser, classroom, application }) => {
  const adas = await open(page, classroom, application);
  await joinByForm(page, classroom, 'ada');
  const other = await browser.newContext();
  const pageOfBen = await other.newPage();
  const bens = await open(pageOfBen, classroom, application);
  await joinByForm(pageOfBen, classroom, 'ben');
  await adas.run(GOOD);
  await bens.run(WRONG);
  const told = async () => (await classroom.server.exportEvents()).filter(({ type }) => type === 'cell.executed');
  await expect.poll(async () => (await told()).map(({ studentId }) => studentId).toSorted()).toEqual(['ada', 'ben']);
  await other.close();
});

test.describe('in a class that the site’s builder has filled in', () => {
  test.use({ student: { studentId: 'ada', displayName: 'Ada Lovelace', team: 'Analysts' } });

  test('what is run while the class server is away arrives once when it is back, over a reload @lite', async ({
    page,
    classroom,
    application,
  }) => {
    const notebook = await open(page, classroom, application);
    await agreeAtNotice(page);
    await notebook.run(GOOD);
    await expectRuns(classroom.server, PATH, [ran]);
    await classroom.server.kill();
    await notebook.run(WRONG);
    await expect(page.getByRole('button', { name: STUDENT_WORDS.offline })).toBeVisible({ timeout: 60_000 });
    await page.reload();
    await notebook.attach();
    await notebook.run(GOOD);
    const server = await classroom.restartServer();
    await expect.poll(async () => (await toldRuns(server, PATH)).length, { timeout: 120_000 }).toBe(3);
    const { sources } = await server.readDeliveryReport();
    expect(sources.filter(({ received, hwm, missing, lost }) => received !== hwm || missing.length > 0 || lost > 0)).toEqual([]);
  });
});
