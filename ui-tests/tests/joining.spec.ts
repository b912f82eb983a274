import { ClassPanel } from '../support/class-panel';
import { instruct } from '../support/instructing';
import { Notebook } from '../support/notebook';
import { expect, INSTRUCTOR_TOKEN, test } from '../support/test';

const MARKUP = '<img src=x onerror=window.ran=1>';

test.use({ student: null });

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
  await expect(form.getByText('Which notebooks you open, save and close', { exact: false })).toBeVisible();
  await form.getByLabel('Student ID').fill('grace');
  await form.getByLabel('Your name').fill('Grace Hopper');
  await form.getByRole('button', { name: 'Join and agree' }).click();
  const panel = new ClassPanel(page);
  await expect(panel.region.getByText('Your runs reach your class.')).toBeVisible();
  await expect(panel.region.getByRole('button', { name: 'Agree' })).toHaveCount(0);
  await expect(page.getByText('Reporting', { exact: true })).toBeVisible();
  await expect(otherTab.getByText('Reporting', { exact: true })).toBeVisible();
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
  await expect(form.getByText('Which notebooks you open, save and close', { exact: false })).toBeVisible();
  await expect(form).toContainText(MARKUP);
  await form.getByLabel('Student ID').fill('grace');
  await form.getByLabel('Your name').fill(MARKUP);
  await form.getByRole('button', { name: 'Join and agree' }).click();
  const panel = new ClassPanel(page);
  await expect(panel.region.getByText('Your runs reach your class.')).toBeVisible();
  await expect(panel.region).toContainText(MARKUP);

  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect(await page.locator('img[src="x"]').count()).toBe(0);
});
