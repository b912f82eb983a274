import { report } from './support/reporting';
import { expect, test } from './support/test';

const MARKUP = '<img src=x onerror="window.ran=1;alert(1)">';
const SCRIPT = '</style><script>window.ran=1;alert(1)</script>';
const FORMULA = `=cmd|'/c calc'!A1`;
const ODD = '\u202Egnp.exe \u001B[2J\u0007 a\r\nset-cookie: x=1';

/** Names may not hold control characters, and so they arrive in what a notebook holds. */
const STUDENTS = [
  { studentId: MARKUP, displayName: MARKUP, team: SCRIPT },
  { studentId: 'formula', displayName: FORMULA, team: MARKUP },
  { studentId: 'bidi', displayName: '\u202Egnp.exe', team: 'javascript:alert(1)' },
];

const EVENTS = [MARKUP, SCRIPT, ODD, FORMULA].map(text => ({
  type: 'cell.executed',
  data: {
    notebook: text,
    cell: { id: text, index: 0, exercise: text },
    ok: false,
    durationMs: 1,
    executionCount: 1,
    error: { name: text, message: text },
  },
}));

const QUESTION = { type: 'help.requested', data: { question: MARKUP, notebook: MARKUP } };

// Fault 42.
test('what students call themselves, and what their notebooks say, stays text on every screen', async ({
  page,
  server,
  dashboard,
  misdeeds,
}) => {
  const { joinCode } = await server.findClass();
  for (const student of STUDENTS) {
    await report(server.url, { joinCode, ...student }, [...EVENTS, QUESTION]);
  }
  const main = page.getByRole('main');
  await expect(main.getByText(MARKUP).first()).toBeVisible();
  await dashboard.showStudents();
  await expect(dashboard.rowOf(MARKUP)).toBeVisible();
  for (const { displayName } of STUDENTS.slice(0, 2)) {
    const drawer = await dashboard.openStudent(displayName);
    await expect(drawer.getByRole('listitem')).toHaveCount(EVENTS.length);
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
  }
  await page.reload();
  await expect(dashboard.rowOf(MARKUP)).toBeVisible();

  expect(misdeeds).toEqual([]);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect(await page.locator('img, script:not([src]), iframe').count()).toBe(0);
});
