import type { Locator, Page } from '@playwright/test';
import type { Classroom, JupyterApplication } from '../../scripts/classroom/classroom.mjs';
import { STUDENT_WORDS } from '../support/student-words';
import { code, writeNotebook } from '../support/written-notebook';
import { addressOf, expect, test } from '../support/jupyter-test';

const PATH = 'narrow.ipynb';
const OTHER_DEVICE = 'D'.repeat(22);

/** A phone's. */
test.use({ viewport: { width: 390, height: 844 } });

// eslint-disable-next-line no-empty-pattern
test.beforeEach(async ({}, testInfo) => {
  await writeNotebook(testInfo.outputPath('notebooks', PATH), [code('a', '6 * 7', 'exercise:a')]);
});

const expectWhole = (part: Locator) => expect(part).toBeInViewport({ ratio: 1, timeout: 60_000 });

/** In JupyterLab a tab's, in the place of a notebook. */
const panelOf = (page: Page) =>
  page.getByRole('tabpanel', { name: STUDENT_WORDS.panel }).or(page.getByRole('region', { name: STUDENT_WORDS.panel }));

/** Somebody is in the class under this ID, on another device. */
async function joinElsewhere({ server, joinCode }: Classroom, studentId: string): Promise<void> {
  const body = JSON.stringify({ joinCode, studentId, deviceId: OTHER_DEVICE });
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(`${server.url}/api/v1/enrolments`, { method: 'POST', headers, body, redirect: 'error' });
  expect(status).toBe(201);
}

const firstPageOf = ({ lab }: Classroom, application: JupyterApplication) =>
  `${lab.url}${application === 'notebook' ? '/tree' : '/lab?reset'}`;

test.describe('without a class', () => {
  test.use({ student: null });

  test('on a phone’s screen a student sees on the first page where to join, and all of what to do about an ID that is taken @narrow', async ({
    page,
    classroom,
    application,
  }) => {
    await page.goto(firstPageOf(classroom, application));
    const item = page.getByRole('button', { name: STUDENT_WORDS.statusItem });
    await expectWhole(item);
    await expect(item).toHaveText('Join your class');
    await item.click();
    const form = page.getByRole('dialog');
    await joinElsewhere(classroom, 'ada');
    await form.getByLabel(STUDENT_WORDS.joinLink).fill(`${classroom.server.url}/#join=${classroom.joinCode}`);
    await expect(form.getByText(STUDENT_WORDS.asksFor, { exact: false })).toBeVisible();
    await form.getByLabel(STUDENT_WORDS.studentId).fill('ada');
    await expectWhole(form.getByRole('button', { name: STUDENT_WORDS.joinAndAgree }));
    await form.getByRole('button', { name: STUDENT_WORDS.joinAndAgree }).click();
    await expect(form.getByText(STUDENT_WORDS.idTaken, { exact: false })).toBeVisible();
    await form.getByRole('button', { name: 'Close' }).click();
    await expect(item).toHaveText(STUDENT_WORDS.idTaken);
    await expectWhole(item);
    await item.click();
    await expectWhole(panelOf(page).getByRole('region', { name: STUDENT_WORDS.idTaken }));
  });
});

test('on a phone’s screen a student sees that they are asked, and all of the question @narrow', async ({
  page,
  classroom,
  application,
}) => {
  await page.goto(addressOf(classroom, application, PATH));
  const item = page.getByRole('button', { name: STUDENT_WORDS.statusItem });
  await expect(item).toHaveText(STUDENT_WORDS.question, { timeout: 60_000 });
  await page.getByRole('button', { name: STUDENT_WORDS.notice }).click();
  await expectWhole(item);
  await expectWhole(panelOf(page).getByRole('region', { name: STUDENT_WORDS.question }));
  await panelOf(page).getByRole('button', { name: STUDENT_WORDS.agree }).click();
  await expectWhole(panelOf(page).getByText(STUDENT_WORDS.reachesClass));
  await expectWhole(page.getByRole('button', { name: STUDENT_WORDS.reporting }));
});
