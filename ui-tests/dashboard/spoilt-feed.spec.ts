import type { Page } from '@playwright/test';
import { startFeedProxy } from './support/feed-proxy';
import { report } from './support/reporting';
import { expect, OWNER_TOKEN, test } from './support/test';

const CALL = { type: 'help.requested', data: { question: 'Why is it empty?', notebook: 'a.ipynb' } };
/** A feed that did not get through is tried again within this. */
const RETRIED_MS = 75_000;
/** One that gets through is trusted then. */
const TRUSTED_MS = 20_000;

// They wait more than they work.
test.describe.configure({ mode: 'parallel' });

for (const treatment of ['holds', 'cuts'] as const) {
  test(`a class can be taught through a proxy that ${treatment} the live feed, which is live once it gets through`, async ({
    page,
    server,
  }) => {
    const proxy = await startFeedProxy(server.url, treatment);
    await page.clock.install();
    await page.goto(`${proxy.url}/#token=${OWNER_TOKEN}`);
    const pill = page.locator('.connection-pill');
    const band = page.getByText('Live updates are held or cut by a proxy on the way. The page asks the server every 5 s instead');
    await expect(band).toBeVisible();
    await expect(pill).toHaveText(/^Every 5 s/u);

    const { joinCode } = await server.findClass();
    const call = (studentId: string) => report(server.url, { joinCode, studentId, displayName: studentId }, [CALL]);
    await call('Ada');
    await expect(lineOf(page, 'Ada')).toContainText('Why is it empty?');
    await lineOf(page, 'Ada')
      .getByRole('button', { name: /^I’m going/u })
      .click();
    await expect(lineOf(page, 'Ada')).toContainText('You are on the way');
    await page.getByRole('button', { name: 'Message all' }).click();
    const dialog = page.getByRole('dialog', { name: 'Message to students' });
    await dialog.getByLabel('Message', { exact: true }).fill('Break until ten.');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await expect(dialog.getByText('shown to 0 of 1')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(pill).toHaveText(/^Every 5 s/u);

    // What was held may come now, and is older than what the page has asked for.
    proxy.treat('passes');
    await expect(lineOf(page, 'Ada')).toContainText('You are on the way');
    await expect(pill).toHaveText(/^Every 5 s/u);
    const reached = page.waitForResponse(response => isFeed(response) && response.ok());
    await page.clock.fastForward(RETRIED_MS);
    await reached;
    // The page's clock has leapt: by what comes first it learns what the server's says, and trusts what comes next.
    await call('Bo');
    await expect(lineOf(page, 'Bo')).toBeVisible();
    await page.clock.fastForward(TRUSTED_MS);
    await expect(pill).toHaveText(/^Live/u, { timeout: 2 * TRUSTED_MS });
    await expect(band).toBeHidden();
    await call('Cy');
    await expect(lineOf(page, 'Cy')).toBeVisible();
    proxy.close();
  });
}

function lineOf(page: Page, name: string) {
  return page
    .getByRole('list', { name: 'Who needs you' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name, exact: true }) });
}

function isFeed(exchange: { url(): string }): boolean {
  return new URL(exchange.url()).pathname.endsWith('/feed');
}
