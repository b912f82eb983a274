import type { Locator, Page } from '@playwright/test';
import { letClassWork } from './support/class-at-work';
import { report } from './support/reporting';
import { expect, OWNER_TOKEN, test } from './support/test';

const NOTEBOOK = 'week-1/loops.ipynb';
const call = { type: 'help.requested', data: { question: 'Why is it empty?', notebook: NOTEBOOK } };

/** More than any screen has. */
const MAX_STOPS = 150;

test('a class is run by the keyboard alone', async ({ page, server, violations }) => {
  // Some hundred keys, one after the other: a busy machine takes several times as long.
  test.setTimeout(300_000);
  const { joinCode } = await server.findClass();
  await letClassWork({ url: server.url, joinCode, students: 24, minutes: 30 });
  await report(server.url, { joinCode, studentId: 'zoe', displayName: 'Zoe', team: '' }, [call]);
  const { keyboard } = page;

  await page.goto(server.url);
  await expect(page.getByRole('textbox')).toBeFocused();
  await keyboard.type(OWNER_TOKEN);
  await keyboard.press('Enter');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();

  // Who needs me: the lines of the list are stepped through.
  const list = page.getByRole('list', { name: 'Who needs you' });
  const zoe = list.getByRole('listitem').filter({ hasText: 'Why is it empty?' });
  await stepTo(page, zoe.getByRole('link'));
  await keyboard.press('c');
  await expect(zoe).toContainText('You are on the way');
  await stepTo(page, zoe.getByRole('link'));
  await keyboard.press('d');
  await expect(zoe).toHaveCount(0);

  // Undo, on the student's page.
  await keyboard.press('3');
  await expect(page.getByRole('row').first()).toBeVisible();
  await keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await keyboard.type('Zoe');
  await tabTo(page, page.getByRole('link', { name: 'Zoe' }));
  await keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Zoe' });
  await expect(drawer).toBeVisible();
  await tabTo(page, drawer.getByRole('button', { name: /^Undo/u }));
  await keyboard.press('Enter');
  await expect(drawer.getByText('Why is it empty?').first()).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // A hint to those who have the same wrong.
  await keyboard.press('1');
  await tabTo(page, page.getByRole('button', { name: /^Hint to \d+: /u }).first());
  await keyboard.press('Enter');
  const compose = page.getByRole('dialog', { name: 'Message to students' });
  await tabTo(page, compose.getByLabel('Message', { exact: true }));
  await keyboard.type('Look at the smallest example first.');
  await tabTo(page, compose.getByRole('button', { name: 'Send' }));
  await keyboard.press('Enter');
  await expect(compose.getByText(/shown to 0 of/u)).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // The replay, by minutes.
  await keyboard.press('6');
  const slider = page.getByRole('slider');
  await expect(slider).toBeVisible();
  const timeOf = async (): Promise<string> => (await slider.getAttribute('aria-valuetext')) ?? '';
  await tabTo(page, slider);
  const end = await timeOf();
  expect(end).toMatch(/\d{1,2}:\d{2}/u);
  await keyboard.press('ArrowLeft');
  const minuteBefore = await timeOf();
  await keyboard.press('PageDown');
  const sixBefore = await timeOf();
  expect([secondsBetween(minuteBefore, end), secondsBetween(sixBefore, end)]).toEqual([60, 360]);
  await keyboard.press('Home');
  await keyboard.press('End');
  expect(await timeOf()).toBe(end);

  // The projector, and back.
  await keyboard.press('p');
  await expect(page.locator('.projector-banner')).toBeVisible();
  await keyboard.press('p');
  await expect(page.locator('.projector-banner')).toHaveCount(0);
  await tabTo(page, page.getByRole('button', { name: 'Hide names' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Show names' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Hide names' })).toBeFocused();

  await tabTo(page, page.getByRole('button', { name: 'Appearance, language and modes' }));
  await keyboard.press('Enter');
  const signOut = page.getByRole('menuitem', { name: 'Sign out' });
  await expect(signOut).toBeVisible();
  await pressUntilFocused(page, 'ArrowUp', signOut);
  await keyboard.press('Enter');
  await expect(page.getByText('You are signed out.')).toBeVisible();
  expect(violations).toEqual([]);
});

const stepTo = (page: Page, target: Locator): Promise<void> => pressUntilFocused(page, 'j', target);
const tabTo = (page: Page, target: Locator): Promise<void> => pressUntilFocused(page, 'Tab', target);

/** What the keyboard does not reach, this does not reach either. */
async function pressUntilFocused(page: Page, key: string, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < MAX_STOPS; stops += 1) {
    if (await target.evaluate(element => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${String(target)}.`);
}

/** Times of day such as 14:05:09, or 2:05:09 PM. */
function secondsBetween(from: string, to: string): number {
  const seconds = (time: string): number => {
    const [hours = 0, minutes = 0, rest = 0] = (time.match(/\d+/gu) ?? []).map(Number);
    return ((hours % 12) * 60 + minutes) * 60 + rest;
  };
  return (((seconds(to) - seconds(from)) % 43_200) + 43_200) % 43_200;
}
