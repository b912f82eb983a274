import type { Page } from '@playwright/test';
import { inProject } from '../../scripts/project/paths.mjs';
import { letClassWork } from '../dashboard/support/class-at-work';
import { expect, test } from '../dashboard/support/test';

const SIZES = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 } } as const;

interface Picture {
  readonly screen: string;
  readonly name: string;
  readonly size: keyof typeof SIZES;
  readonly scheme: 'light' | 'dark';
  readonly language: 'en' | 'ja';
}

const SCREENS = ['now', 'teams', 'students', 'exercises', 'errors', 'replay', 'record', 'system', 'settings'];

/** Every screen on a laptop by day; the first and the students' also by night, on a phone and in Japanese. */
const PICTURES: readonly Picture[] = [
  ...SCREENS.map(
    screen => ({ screen, name: screen === 'now' ? 'dashboard' : screen, size: 1440, scheme: 'light', language: 'en' }) as const,
  ),
  ...(['now', 'students', 'exercises'] as const).flatMap(screen => {
    const name = screen === 'now' ? 'dashboard' : screen;
    return [
      { screen, name, size: 1440, scheme: 'dark', language: 'en' },
      { screen, name, size: 390, scheme: 'light', language: 'en' },
      { screen, name, size: 390, scheme: 'dark', language: 'en' },
      { screen, name, size: 1440, scheme: 'light', language: 'ja' },
    ] as const;
  }),
];

test('takes the pictures of a class of 200', async ({ page, server, dashboard }) => {
  const { joinCode } = await server.findClass();
  await letClassWork({ url: server.url, joinCode, students: 200, minutes: 7 });
  for (const language of ['en', 'ja'] as const) {
    await dashboard.speak(language);
    for (const picture of PICTURES.filter(each => each.language === language)) {
      await take(page, picture);
    }
  }
});

async function take(page: Page, { screen, name, size, scheme, language }: Picture): Promise<void> {
  await page.setViewportSize(SIZES[size]);
  await page.emulateMedia({ colorScheme: scheme });
  await page.evaluate(fragment => {
    window.location.hash = fragment;
  }, `/${screen}`);
  await expect(page.locator('[aria-current="page"]').first()).toBeAttached();
  // A screen's code comes when it is first opened.
  await expect(page.getByRole('main').locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.getByRole('main').locator('.mantine-Loader-root')).toHaveCount(0);
  const suffix = language === 'en' ? '' : `-${language}`;
  // What slides away when the page gets narrow is away.
  await page.screenshot({ path: inProject('docs', 'images', `${name}-${String(size)}-${scheme}${suffix}.png`), animations: 'disabled' });
}
