import type { Page } from '@playwright/test';
import { instruct } from '../support/instructing';
import { report } from './support/reporting';
import { openEverything, visitScreens } from './support/screens';
import { expect, OWNER_TOKEN, test } from './support/test';

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
  violations,
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
    await expect(drawer.getByRole('listitem').filter({ hasText: MARKUP }).first()).toBeVisible();
    await openEverything(drawer);
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
  }
  await page.reload();
  await expect(dashboard.rowOf(MARKUP)).toBeVisible();

  await expectInert(page, violations);
});

test('what a class, its teams, its roster and its messages are called stays text, in dialogs and in the title, too', async ({
  page,
  server,
  violations,
}) => {
  test.slow();
  const { id, joinCode } = await server.findClass();
  const change = (method: string, path: string, body: object | string): Promise<void> =>
    instruct(server.url, OWNER_TOKEN, method, path, body);
  await report(server.url, { joinCode, studentId: 'ada', displayName: 'Ada', team: MARKUP }, [...EVENTS, QUESTION]);
  await change('PATCH', `/classes/${id}`, {
    name: MARKUP,
    joinCode: SCRIPT.slice(0, 32),
    teams: { from: 'listed', list: [MARKUP, SCRIPT] },
  });
  await change('POST', '/classes', { name: SCRIPT });
  await change('POST', `/classes/${id}/messages`, { to: { all: true }, text: MARKUP });
  await change('PUT', `/classes/${id}/rooms`, {
    revision: 0,
    rooms: [{ id: 'r', name: MARKUP, places: [{ team: MARKUP, x: 0.5, y: 0.5 }] }],
  });
  await page.goto(server.dashboardUrl);
  await expect(page.getByRole('combobox').first()).toBeVisible();

  await visitScreens(page, openEverything);
  await page.getByRole('button', { name: 'Join code' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Who can join: roster and teams').click();
  const csv = `student_id,display_name,team\nada,${quoted(MARKUP)},${quoted(SCRIPT)}\n${quoted(MARKUP)},Bob,\n`;
  await dialog.locator('input[type=file]').setInputFiles({ name: `${MARKUP}.csv`, mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(dialog.getByRole('button', { name: 'Use this roster' })).toBeVisible();
  await expectInert(page, violations);
  await dialog.getByRole('button', { name: 'Use this roster' }).click();
  await expect(dialog.getByText(/^The roster is in use/u)).toBeVisible();
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(`${MARKUP}\n${SCRIPT}\n`) });
  await expect(dialog.getByRole('alert')).toBeVisible();
  await page.keyboard.press('Escape');
  await visitScreens(page, openEverything);
  await expectInert(page, violations);

  for (const code of [MARKUP, SCRIPT, 'javascript:alert(1)']) {
    await page.goto(`${server.url}/#join=${encodeURIComponent(code)}`);
    await expect(page.getByText(encodeURIComponent(code)).first()).toBeVisible();
    await expectInert(page, violations);
  }
});

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

async function expectInert(page: Page, violations: readonly string[]): Promise<void> {
  expect(violations).toEqual([]);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect(await page.locator('img, script:not([src]), iframe').count()).toBe(0);
}
