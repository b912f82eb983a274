import type { Locator, Page } from '@playwright/test';
import { expect } from './test';

/** To all screens that the navigation names, once it is there: one that is new is visited without a change here. */
export async function screenLinks(page: Page): Promise<readonly Locator[]> {
  const links = page.getByRole('navigation').first().getByRole('link');
  await expect(links.first()).toBeVisible();
  return links.all();
}

/** Opens every screen, one after the other. */
export async function visitScreens(page: Page, look: (screen: Locator) => Promise<void>): Promise<void> {
  for (const link of await screenLinks(page)) {
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'page');
    await look(page.getByRole('main'));
  }
}

/** Unfolds all that a part of the page has to unfold, and opens and closes its menus. */
export async function openEverything(part: Locator): Promise<void> {
  await expect(part).toBeVisible();
  for (const summary of await part.locator('summary').all()) {
    await summary.click();
  }
  for (const opener of await part.locator('button[aria-haspopup]').all()) {
    await opener.click();
    await part.page().keyboard.press('Escape');
  }
}
