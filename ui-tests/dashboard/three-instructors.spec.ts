import type { Browser, Page } from '@playwright/test';
import type { NewInstructor } from '../../src/protocol';
import { Dashboard } from '../support/dashboard';
import { report } from './support/reporting';
import { expect, test } from './support/test';

const CALL = { type: 'help.requested', data: { question: 'Why?', notebook: 'a.ipynb' } };

test('what one of three instructors says, the others see: who is going, and that it is done', async ({
  browser,
  page,
  server,
  dashboard,
}) => {
  const { joinCode } = await server.findClass();
  const [mona, noor] = [await openAs(browser, server, 'Mona'), await openAs(browser, server, 'Noor')];
  await report(server.url, { joinCode, studentId: 'ada', displayName: 'Ada', team: '' }, [CALL]);
  const pages = [page, mona, noor];
  for (const each of pages) {
    await expect(callOf(each).getByRole('button', { name: /^I’m going/u })).toBeVisible();
  }

  await callOf(mona)
    .getByRole('button', { name: /^I’m going/u })
    .click();
  await expect(callOf(mona)).toContainText('You are on the way');
  for (const other of [page, noor]) {
    await expect(callOf(other)).toContainText('Mona is on the way');
  }

  await callOf(mona).getByRole('button', { name: /^Done/u }).click();
  for (const each of pages) {
    await expect(each.getByRole('heading', { name: 'Nobody needs you right now' })).toBeVisible();
  }
  await expect(dashboard.page.getByText('helped by Mona')).toBeAttached();
  await Promise.all([mona, noor].map(each => each.context().close()));
});

/** The first line of those who need somebody. */
function callOf(page: Page) {
  return page.getByRole('list', { name: 'Who needs you' }).getByRole('listitem').first();
}

async function openAs(browser: Browser, server: { readonly url: string; readonly dashboardUrl: string }, name: string): Promise<Page> {
  const headers = { authorization: 'Bearer instructor-of-this-test', 'content-type': 'application/json' };
  const answer = await fetch(`${server.url}/api/v1/instructors`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ name, role: 'assistant' }),
  });
  const { token } = (await answer.json()) as NewInstructor;
  const page = await (await browser.newContext()).newPage();
  await new Dashboard(page).open(server.dashboardUrl.replace('instructor-of-this-test', token));
  return page;
}
