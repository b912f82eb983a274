import type { Page } from '@playwright/test';
import type { SessionList } from '../../src/protocol';
import { report } from './support/reporting';
import { expect, OWNER_TOKEN, test } from './support/test';

const NOTEBOOK = 'week-1/loops.ipynb';

const call = {
  type: 'help.requested',
  data: { question: 'Why is it empty?', notebook: NOTEBOOK, cell: { id: 'c', index: 4, exercise: 'ex1' } },
};

function attempt(exercise: string): { readonly type: string; readonly data: Record<string, unknown> } {
  const cell = { id: exercise, index: 0, exercise };
  return { type: 'cell.executed', data: { notebook: NOTEBOOK, cell, ok: true, durationMs: 3, executionCount: 1 } };
}

/** The run of a test cell below an exercise. */
function check(exercise: string, ok: boolean): { readonly type: string; readonly data: Record<string, unknown> } {
  const checks = [{ exercise, check: 'small', ok }];
  const error = ok ? {} : { error: { name: 'AssertionError', message: 'f([]) should be 0' } };
  const cell = { id: `${exercise}-test`, index: 1 };
  return { type: 'cell.executed', data: { notebook: NOTEBOOK, cell, ok, durationMs: 3, executionCount: 2, checks, ...error } };
}

const firstLine = (page: Page) => page.getByRole('list', { name: 'Who needs you' }).getByRole('listitem').first();

test('says where the class is, what most have wrong, and sends the hint to exactly those', async ({
  page,
  server,
  dashboard,
  violations,
}) => {
  const { joinCode } = await server.findClass();
  for (const studentId of ['ada', 'bob', 'cy']) {
    await report(server.url, { joinCode, studentId, displayName: studentId }, [attempt('ex1'), check('ex1', studentId === 'cy')]);
  }
  await dashboard.page.getByRole('link', { name: 'Overview' }).first().click();
  const picture = page.getByRole('region', { name: 'Where the class is' });
  await expect(picture).toContainText('ex1: 3 of 3 are here');
  await expect(picture).toContainText('1 of 3 passed it');
  await expect(picture).toContainText('2 of 3 who started are failing');
  await expect(picture).toContainText('Check small fails');
  await picture
    .getByRole('button', { name: /^Hint to 2: /u })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: 'Message to students' });
  await dialog.getByLabel('Message', { exact: true }).fill('What is the sum of nothing?');
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(dialog.getByText('shown to 0 of 2')).toBeVisible();
  expect(violations).toEqual([]);
});

test('shows whom to go to without scrolling, on a phone and at 200 % zoom, too', async ({ page, server, dashboard, violations }) => {
  const { joinCode } = await server.findClass();
  for (const studentId of ['ada', 'bob', 'cy']) {
    await report(server.url, { joinCode, studentId, displayName: studentId, team: 'Team 1' }, [attempt('ex1'), check('ex1', false)]);
  }
  await report(server.url, { joinCode, studentId: 'dan', displayName: 'Dan', team: 'Team 1' }, [call]);
  await expect(firstLine(dashboard.page)).toContainText('Why is it empty?');
  for (const size of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
    { width: 720, height: 450 },
  ]) {
    await page.setViewportSize(size);
    const going = firstLine(page).getByRole('button', { name: /^I’m going/u });
    await expect(firstLine(page).getByRole('link', { name: 'Dan' })).toBeInViewport({ ratio: 1 });
    await expect(going).toBeInViewport({ ratio: 1 });
  }
  expect(violations).toEqual([]);
});

test('names those who were active last, on a phone, too', async ({ page, server, dashboard, violations }) => {
  const { joinCode } = await server.findClass();
  await report(server.url, { joinCode, studentId: 'ada', displayName: 'Ada' }, [attempt('ex1'), check('ex1', true)]);
  await page.setViewportSize({ width: 390, height: 844 });
  await dashboard.page.getByRole('link', { name: 'Overview' }).first().click();
  const heading = page.getByRole('heading', { name: 'Last active' });
  await expect(heading).toBeVisible();
  // What is only for screen readers is a pixel.
  expect((await heading.boundingBox())?.width).toBeGreaterThan(50);
  expect(violations).toEqual([]);
});

test('opens the call again that a visit closed, with its question and its place', async ({ page, server, dashboard, violations }) => {
  const { joinCode } = await server.findClass();
  await report(server.url, { joinCode, studentId: 'ada', displayName: 'Ada' }, [call]);
  await expect(firstLine(page)).toContainText('Why is it empty?');
  await firstLine(page)
    .getByRole('button', { name: /^Mark as helped/u })
    .click();
  await expect(page.getByRole('heading', { name: 'Nobody needs you right now' })).toBeVisible();

  await dashboard.openStudent('Ada');
  const drawer = page.getByRole('dialog', { name: 'Ada' });
  await drawer.getByRole('button', { name: /^Undo/u }).click();
  await page.keyboard.press('Escape');
  await expect(firstLine(page)).toContainText('Why is it empty?');
  await expect(firstLine(page)).toContainText('number 1 in the queue');
  expect(violations).toEqual([]);
});

test('tells the notebook that a class is to get by its exercises, and keeps it', async ({ page, server, dashboard, violations }) => {
  const { joinCode } = await server.findClass();
  await report(server.url, { joinCode, studentId: 'ada', displayName: 'Ada' }, [attempt('ex1')]);
  const cells = [
    { cell_type: 'markdown', metadata: {}, source: '## Sums' },
    { cell_type: 'code', metadata: { tags: ['exercise:ex1'] }, source: 'total = ...', outputs: [], execution_count: null },
    { cell_type: 'code', metadata: { tags: ['checks', 'check:small'] }, source: 'assert total == 0', outputs: [], execution_count: null },
  ];
  const notebook = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells });
  await dashboard.page.getByRole('link', { name: 'Settings' }).click();
  await page
    .getByLabel('Choose a notebook (.ipynb)')
    .setInputFiles({ name: 'loops.ipynb', mimeType: 'application/x-ipynb+json', buffer: Buffer.from(notebook) });
  await expect(page.getByText('1 exercise found. Nothing has been sent yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Use this notebook' }).click();
  await expect(page.getByText('loops.ipynb', { exact: true })).toBeVisible();
  await page.reload();
  await page.getByText('loops.ipynb', { exact: true }).click();
  await expect(page.getByLabel('Title of ex1')).toHaveValue('Sums');
  expect(violations).toEqual([]);
});

test.describe('to an instructor whose clock is a fraction of an hour from the server’s', () => {
  test.use({ timezoneId: 'Asia/Kathmandu' });

  test('tells every time by their clock, and names the zone', async ({ page, server, dashboard, violations }) => {
    const { joinCode } = await server.findClass();
    await report(server.url, { joinCode, studentId: 'ada', displayName: 'Ada' }, [attempt('ex1'), call]);
    await expect(firstLine(dashboard.page)).toContainText('Why is it empty?');
    const [hour = '', minute = ''] = inKathmandu(await sessionStart(server.url));
    const shown = String.raw`0?(?:${String(Number(hour))}|${String(Number(hour) % 12 || 12)}):${minute}\b.* GMT\+5:45`;

    await expect(page.getByRole('button', { name: /^Session since/u })).toHaveText(new RegExp(`^${shown}`, 'u'));
    await expect(page.getByRole('status').filter({ hasText: 'Live' })).toHaveAttribute('title', /GMT\+5:45/u);
    expect(violations).toEqual([]);
  });
});

async function sessionStart(url: string): Promise<string> {
  const headers = { authorization: `Bearer ${OWNER_TOKEN}` };
  const reply = await fetch(`${url}/api/v1/classes/default/sessions`, { headers, redirect: 'error' });
  return ((await reply.json()) as SessionList).sessions[0]?.startedAt ?? '';
}

/** Hour and minute. */
function inKathmandu(time: string): readonly string[] {
  const format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Kathmandu' });
  return format.format(Date.parse(time)).split(':');
}
