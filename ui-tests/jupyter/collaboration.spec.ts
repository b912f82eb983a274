import type { Browser, Page } from '@playwright/test';
import type { Classroom } from '../../scripts/classroom/classroom.mjs';
import { LabNotebook } from '../support/lab-notebook';
import { code, writeNotebook } from '../support/written-notebook';
import { STUDENT_WORDS } from '../support/student-words';
import { addressOf, expect, joinByForm, test } from '../support/jupyter-test';

const PATH = 'shared.ipynb';

test.use({ student: null });

async function openBrowser(browser: Browser, classroom: Classroom, studentId: string): Promise<{ page: Page; notebook: LabNotebook }> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(addressOf(classroom, 'jupyterlab', PATH));
  const notebook = new LabNotebook(page);
  await notebook.attach();
  await joinByForm(page, classroom, studentId);
  return { page, notebook };
}

test('two students of one server are each themselves, also after a reload, and what one does to a shared notebook is told once @collaboration', async ({
  browser,
  classroom,
}, testInfo) => {
  await writeNotebook(testInfo.outputPath('notebooks', PATH), [code('a', '1 + 1', 'exercise:a'), code('b', '2 + 2', 'exercise:b')]);
  const ada = await openBrowser(browser, classroom, 'ada');
  const ben = await openBrowser(browser, classroom, 'ben');
  const told = async (type: string) =>
    (await classroom.server.exportEvents()).filter(event => event.type === type).map(({ studentId }) => studentId);

  await ada.notebook.run(0);
  await ben.notebook.run(1);
  await expect.poll(async () => (await told('cell.executed')).toSorted()).toEqual(['ada', 'ben']);

  await ada.page.reload();
  await ada.notebook.attach();
  await expect(ada.page.getByRole('button', { name: STUDENT_WORDS.reporting })).toBeVisible();
  await ada.notebook.run(0);
  await expect.poll(async () => (await told('cell.executed')).toSorted()).toEqual(['ada', 'ada', 'ben']);

  await ben.notebook.insertBelow();
  await expect.poll(() => ada.notebook.countCells()).toBe(3);
  await ben.notebook.run(1);
  // Edits are told once they have settled. By then they have on the other page, too, and what it told of them came before its next run.
  await expect.poll(() => told('cell.added')).toContain('ben');
  await ada.notebook.run(0);
  await expect.poll(async () => (await told('cell.executed')).length).toBe(5);
  expect(await told('cell.added')).toEqual(['ben']);
});
