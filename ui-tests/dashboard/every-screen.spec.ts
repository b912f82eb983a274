import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { letClassWork } from './support/class-at-work';
import { expect, test } from './support/test';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
const LANGUAGES = ['en', 'ja'] as const;

/** The rules of WCAG 2.2, levels A and AA. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Joining and 40 minutes of 200 students' work take the server some seconds, and a look at each screen one or two; a busy machine takes several times as long. */
test.setTimeout(300_000);

// Each has a server of its own.
test.describe.configure({ mode: 'parallel' });

// Each step would photograph the whole document for the trace: of 200 students that costs more than the test. The steps say where it failed.
test.use({ trace: 'off' });

for (const language of LANGUAGES) {
  for (const size of SIZES) {
    test(`every screen of a class of 200 is accessible and fits, in ${language}, ${String(size.width)} pixels wide`, async ({
      page,
      server,
      dashboard,
      violations,
    }) => {
      const { joinCode } = await server.findClass();
      await letClassWork({ url: server.url, joinCode, students: 200, minutes: 40 });
      const screens = await screensOf(page);
      expect(screens.length).toBeGreaterThan(8);
      await dashboard.speak(language);
      await page.setViewportSize(size);
      for (const screen of screens) {
        await test.step(screen, async () => {
          await visit(page, screen);
          await expectToFit(page);
          await expectAccessible(page);
        });
      }

      expect(violations).toEqual([]);
    });
  }
}

/** The navigation names every screen there is: one that is new is visited without a change here. */
async function screensOf(page: Page): Promise<readonly string[]> {
  const links = await page.getByRole('navigation').first().getByRole('link').all();
  const targets = await Promise.all(links.map(link => link.getAttribute('href')));
  return targets.map(target => target ?? '');
}

async function visit(page: Page, screen: string): Promise<void> {
  await page.evaluate(fragment => {
    window.location.hash = fragment;
  }, screen);
  await expect(page.locator(`[aria-current="page"][href="${screen}"]`).first()).toBeAttached();
  // A screen's code comes when it is first opened.
  await expect(page.getByRole('main').locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.getByRole('main').locator('.mantine-Loader-root')).toHaveCount(0);
}

/** Nobody scrolls a page sideways; what is wider scrolls in its own frame. */
async function expectToFit(page: Page): Promise<void> {
  const overhang = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(overhang).toBe(0);
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
}
