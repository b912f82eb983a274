import { report } from './support/reporting';
import { openEverything, visitScreens } from './support/screens';
import { expect, test } from './support/test';

const STUDENT = { studentId: 'ada', displayName: 'Ada', team: 'Analysts' };
const RUN = {
  type: 'cell.executed',
  data: {
    notebook: 'a.ipynb',
    cell: { id: 'a', index: 0, exercise: 'a' },
    ok: false,
    durationMs: 1,
    executionCount: 1,
    error: { name: 'NameError', message: 'a' },
  },
};
const HELP = { type: 'help.requested', data: { question: 'Why?', notebook: 'a.ipynb' } };

test('every screen, with all that opens on it, keeps to the page’s policy', async ({ page, server, dashboard, violations }) => {
  test.slow();
  const { joinCode } = await server.findClass();
  await visitScreens(page, openEverything);
  await report(server.url, { joinCode, ...STUDENT }, [RUN, RUN, RUN, HELP]);
  await page.getByRole('navigation').getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByRole('main').getByText('Ada').first()).toBeVisible();

  await visitScreens(page, openEverything);
  await page.getByRole('button', { name: 'Join code' }).click();
  await openEverything(page.getByRole('dialog'));
  await page.keyboard.press('Escape');
  await dashboard.showStudents();
  await openEverything(await dashboard.openStudent('Ada'));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Appearance/u }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.goto(`${server.url}/#join=${joinCode}`);
  await expect(page.getByText(joinCode).first()).toBeVisible();

  expect(violations).toEqual([]);
});

test('the policy refuses markup, scripts and styles that are not the page’s own', async ({ page, dashboard, violations }) => {
  await expect(dashboard.page.getByRole('main')).toBeVisible();

  const refusals = await page.evaluate(() => {
    const attempts = [
      () => (document.body.innerHTML = '<b>markup</b>'),
      () => document.createElement('script').setAttribute('src', 'data:,1'),
      () => (document.createElement('script').textContent = 'window.ran=1'),
    ];
    return attempts.map(attempt => {
      try {
        attempt();
        return 'done';
      } catch (error) {
        return (error as Error).name;
      }
    });
  });
  expect(refusals).toEqual(['TypeError', 'TypeError', 'TypeError']);
  // The page hears of a violation after the attempt has failed.
  await expect.poll(() => violations.filter(words => words.startsWith('violation: require-trusted-types-for'))).toHaveLength(3);

  const isStyled = await page.evaluate(() => {
    const sheet = document.createElement('style');
    sheet.textContent = 'body { opacity: 0.5 }';
    document.head.append(sheet);
    document.body.setAttribute('style', 'opacity: 0.5');
    return getComputedStyle(document.body).opacity !== '1';
  });
  expect(isStyled).toBe(false);
  await expect.poll(() => violations.filter(words => /^violation: style-src-(?:elem|attr) /u.test(words))).toHaveLength(2);
});
