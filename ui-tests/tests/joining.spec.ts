import type { Classroom } from '../../scripts/classroom/classroom.mjs';
import { expectAccessible } from '../support/accessible';
import { ClassPanel } from '../support/class-panel';
import { instruct } from '../support/instructing';
import { Notebook } from '../support/notebook';
import { expect, INSTRUCTOR_TOKEN, test } from '../support/test';

const MARKUP = '<img src=x onerror=window.ran=1>';

test.use({ student: null });

/** Somebody is in the class under this ID, on another device. */
async function joinAs({ server, joinCode }: Classroom, studentId: string): Promise<void> {
  const body = JSON.stringify({ joinCode, studentId, deviceId: 'D'.repeat(22) });
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(`${server.url}/api/v1/enrolments`, { method: 'POST', headers, body, redirect: 'error' });
  expect(status).toBe(201);
}

test('a student without settings agrees to what the class asks for by joining through the form, and reports', async ({
  page,
  classroom,
  dashboard,
}) => {
  await expect(dashboard.page.getByText('0 of 0 students', { exact: false })).toBeVisible();

  const otherTab = await page.context().newPage();
  await otherTab.goto(`${classroom.lab.url}/lab`);
  await expect(otherTab.getByRole('button', { name: 'Class reporting: Join your class' })).toBeVisible();
  await page.getByRole('button', { name: 'Class reporting: Join your class' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Join link').fill(`${classroom.server.url} WRONG`);
  await expect(form.getByText('No class has this join code', { exact: false })).toBeVisible();
  await form.getByLabel('Join link').fill(`${classroom.server.url}/#join=${classroom.joinCode}`);
  await expect(form.getByText('which notebooks and cells you work on', { exact: false })).toBeVisible();
  await expectAccessible(page, '.jp-CellMonitor-dialog');

  const panel = new ClassPanel(page);
  await joinAs(classroom, 'ada');
  await form.getByLabel('Student ID').fill('ada');
  await form.getByRole('button', { name: 'Join and agree' }).click();
  await expect(form.getByText('This ID is in use on another device', { exact: false })).toBeVisible();
  await form.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Class reporting: This ID is in use on another device' }).click();
  await expect(panel.region.getByRole('button', { name: 'Ask for help' })).toBeDisabled();
  await expectAccessible(page, ClassPanel.SELECTOR);
  await panel.press('Use another ID');
  await form.getByLabel('Student ID').fill('grace');
  await form.getByLabel('Your name').fill('Grace Hopper');
  await form.getByRole('button', { name: 'Join and agree' }).click();
  await expect(panel.region.getByText('Your runs reach your class.')).toBeVisible();
  await expect(panel.region.getByRole('button', { name: 'Agree' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Class reporting: Reporting' })).toBeVisible();
  await expect(otherTab.getByRole('button', { name: 'Class reporting: Reporting' })).toBeVisible();
  await otherTab.close();

  const notebook = new Notebook(page);
  await notebook.create('joined.ipynb');
  await notebook.run('print("joined")');
  await dashboard.showStudents();
  await expect(await dashboard.figureOf('Grace Hopper', 'Runs')).toHaveText('1', { useInnerText: true });
});

// Fault 42, from the other side.
test('what a class calls itself, its teams and its words to mask stays text in the form and in the panel', async ({ page, classroom }) => {
  const { id } = await classroom.server.findClass();
  const change = { name: MARKUP, policy: { mask: [MARKUP] }, teams: { from: 'listed', list: [MARKUP] } };
  await instruct(classroom.server.url, INSTRUCTOR_TOKEN, 'PATCH', `/classes/${id}`, change);

  await page.getByRole('button', { name: 'Class reporting: Join your class' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Join link').fill(`${classroom.server.url}/#join=${classroom.joinCode}`);
  await expect(form.getByText('which notebooks and cells you work on', { exact: false })).toBeVisible();
  await expect(form).toContainText(MARKUP);
  await form.getByText('Exactly what is sent').click();
  await expect(form.getByText('Your class has these masked, too', { exact: false })).toContainText(MARKUP);
  await form.getByLabel('Student ID').fill('grace');
  await form.getByLabel('Your name').fill(MARKUP);
  await form.getByRole('button', { name: 'Join and agree' }).click();
  const panel = new ClassPanel(page);
  await expect(panel.region.getByText('Your runs reach your class.')).toBeVisible();
  await expect(panel.region).toContainText(MARKUP);

  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect(await page.locator('img[src="x"]').count()).toBe(0);
});
