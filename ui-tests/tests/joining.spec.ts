import { Notebook } from '../support/notebook';
import { expect, test } from '../support/test';

test.use({ student: null });

test('a student without settings joins by the form and reports', async ({ page, classroom, dashboard }) => {
  await expect(dashboard.page.getByText('0 of 0 students', { exact: false })).toBeVisible();

  await page.getByText('Join your class').click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Server address').fill(classroom.server.url);
  await form.getByLabel('Join code').fill(classroom.joinCode);
  await form.getByLabel('Student id').fill('grace');
  await form.getByLabel('Your name').fill('Grace Hopper');
  await form.getByRole('button', { name: 'Join' }).click();
  await expect(form.getByText('Your runs reach your class.')).toBeVisible();
  await form.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByText('Reporting', { exact: true })).toBeVisible();

  const notebook = new Notebook(page);
  await notebook.create('joined.ipynb');
  await notebook.run('print("joined")');
  await dashboard.showStudents();
  await expect(await dashboard.figureOf('Grace Hopper', 'Runs')).toHaveText('1', { useInnerText: true });
});
