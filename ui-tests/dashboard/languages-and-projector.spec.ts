import { report } from './support/reporting';
import { expect, test } from './support/test';

const ADA = { studentId: 'ada-1815', displayName: 'Ada', team: 'Analysts' };
const FAILED_RUN = {
  type: 'cell.executed',
  data: {
    notebook: 'ada.ipynb',
    cell: { id: 'a', index: 0, exercise: 'ex1' },
    ok: false,
    durationMs: 1,
    executionCount: 1,
    error: { name: 'NameError', message: 'ada' },
  },
};

test.beforeEach(async ({ page, server, dashboard }) => {
  const { joinCode } = await server.findClass();
  await report(server.url, { joinCode, ...ADA }, [FAILED_RUN, FAILED_RUN, FAILED_RUN]);
  await dashboard.showStudents();
  await expect(page.getByRole('main').getByText('Ada', { exact: true })).toBeVisible();
});

test('speaks the language that is chosen, on the same screen and ever after', async ({ page, violations }) => {
  await page.getByRole('button', { name: 'Appearance, language and modes' }).click();
  await page.getByRole('menuitemradio', { name: '日本語' }).click();
  await expect(page.getByRole('link', { name: '受講者', exact: true }).first()).toHaveAttribute('aria-current', 'page');
  await page.reload();
  await expect(page.getByRole('columnheader', { name: '状態' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  expect(violations).toEqual([]);
});

test('is light or dark as the system is, and changes with it, until one is chosen', async ({ page, violations }) => {
  // A change of the system's reaches a page with its next frame, and a busy machine draws few.
  test.slow();
  const patient = expect.configure({ timeout: 50_000 });
  for (const scheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await patient(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
  }
  await page.getByRole('button', { name: 'Appearance, language and modes' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  expect(violations).toEqual([]);
});

test('hides who is who by one key, through a reload, until the key is pressed again', async ({ page, violations }) => {
  await page.getByRole('link', { name: 'Ada' }).click();
  await page.keyboard.press('p');
  const body = page.locator('body');
  await expect(page.getByRole('main').getByText('Single students are hidden in projector mode.')).toBeVisible();
  await expect(body).not.toContainText(/ada/iu);
  expect(page.url()).not.toContain('ada');

  await page.reload();
  await expect(page.getByRole('main').getByText('Single students are hidden in projector mode.')).toBeVisible();
  await expect(body).not.toContainText(/ada/iu);
  await page.goBack();
  await expect(page).not.toHaveURL(/ada/u);

  await page.keyboard.press('p');
  await expect(page.getByRole('main').getByText('Ada', { exact: true })).toBeVisible();
  expect(violations).toEqual([]);
});
