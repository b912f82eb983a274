import type { IJupyterLabPageFixture } from '@jupyterlab/galata';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { EnrolmentRequest } from '../../../src/protocol';
import { Notebook } from '../../support/notebook';
import type { HubAddresses } from './hub';
import { STUDENT_WORDS } from '../../support/student-words';

/** For a JupyterLab that a hub starts, and for its page, on a small machine. */
export const START_TIMEOUT_MS = 120_000;

/** A student logs in to the hub and runs a cell. @returns the token that named them to the class server */
export async function work(seat: BrowserContext, addresses: HubAddresses, user: string): Promise<string> {
  const page = await seat.newPage();
  const enrolment = page.waitForRequest(request => request.url().endsWith('/api/v1/enrolments') && request.method() === 'POST', {
    timeout: 2 * START_TIMEOUT_MS,
  });
  await openLesson(seat, addresses, user, page);
  // What was done before the class had said that consent was given is not recorded.
  await expect(page.getByRole('button', { name: STUDENT_WORDS.reporting })).toBeVisible({ timeout: START_TIMEOUT_MS });
  await new Notebook(page as unknown as IJupyterLabPageFixture).run('6 * 7');
  await expect(page.getByText('Join your class')).toHaveCount(0);
  const { hubToken = '' } = (await enrolment).postDataJSON() as EnrolmentRequest;
  expect(hubToken).not.toBe('');
  return hubToken;
}

/** A user's own server, which the hub starts first, with the lesson open. */
export async function openLesson(seat: BrowserContext, { url }: HubAddresses, user: string, known?: Page): Promise<Page> {
  const page = known ?? (await seat.newPage());
  // To the user's own server, which the hub starts first.
  await page.goto(`${url}/hub/user-redirect/lab/tree/lesson.ipynb`);
  await page.getByLabel('Username').fill(user);
  await page.getByLabel('Password').fill('any');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/user/${user}/lab/**`, { timeout: START_TIMEOUT_MS });
  await expect(page.getByText('| Idle').first()).toBeVisible({ timeout: START_TIMEOUT_MS });
  return page;
}
