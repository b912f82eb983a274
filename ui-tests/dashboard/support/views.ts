import { expect, type Locator, type Page } from '@playwright/test';
import { openEverything, screenLinks } from './screens';

/** Something that an instructor has before them. */
export interface View {
  readonly name: string;
  /** It opens over a screen, or is a mode of one. */
  readonly isOver?: boolean;
  readonly open: (page: Page) => Promise<void>;
  /** Undoes what the next view would not expect. */
  readonly leave?: (page: Page) => Promise<void>;
}

const dialog = (page: Page): Locator => page.getByRole('dialog');
const press = async (page: Page, key: string): Promise<void> => page.keyboard.press(key);
const isHidden = (page: Page): Promise<void> => expect(dialog(page)).toHaveCount(0);
const closeDialog = async (page: Page): Promise<void> => {
  await press(page, 'Escape');
  await isHidden(page);
};

/** Every screen that the navigation names, and what opens over them. */
export async function viewsOf(page: Page): Promise<readonly View[]> {
  const links = await screenLinks(page);
  const targets = await Promise.all(links.map(async link => (await link.getAttribute('href')) ?? ''));
  return [
    ...targets.map(target => ({ name: target, open: (on: Page) => visit(on, target) })),
    ...[...OVER_SCREENS, ...PROJECTED].map(view => ({ ...view, isOver: true })),
    SIGN_IN,
  ];
}

const OVER_SCREENS: readonly View[] = [
  over('a student', '#/students?student=s001'),
  {
    ...over('a student, with all that is folded', '#/students?student=s002'),
    open: async page => {
      await openOver(page, '#/students?student=s002');
      await openEverything(dialog(page));
      // What asks again before it does anything, with its question.
      const offers = page.locator('.student-manage-parts > button');
      for (let left = await offers.count(); left > 0; left -= 1) {
        await offers.first().click();
      }
    },
  },
  over('a team', '#/teams?team=Team+01'),
  { name: 'the room', open: page => visit(page, '#/teams?view=map') },
  {
    name: 'the room, being arranged',
    open: async page => {
      await visit(page, '#/teams?view=map');
      await page.locator('.room-none button, .room-bar > button').click();
    },
    leave: async page => {
      await page.locator('.room-saving button').last().click();
      await page.locator('.room-saving button').first().click();
    },
  },
  pressed('the join code', '.header-join'),
  pressed('a message', '.header-write'),
  {
    name: 'the menu',
    open: async page => {
      await page.getByRole('banner').locator('button[aria-haspopup="menu"]').click();
      await expect(page.getByRole('menu')).toBeVisible();
    },
    leave: page => press(page, 'Escape'),
  },
  {
    name: 'the keyboard shortcuts',
    open: async page => {
      await press(page, '?');
      await expect(dialog(page)).toBeVisible();
    },
    leave: closeDialog,
  },
  {
    name: 'charts as tables',
    open: async page => {
      await visit(page, '#/exercises');
      for (const button of await page.locator('.chart-head > button').all()) {
        await button.click();
      }
    },
  },
  {
    name: 'the settings, with all that is folded',
    open: async page => {
      await visit(page, '#/settings');
      await openEverything(page.getByRole('main'));
    },
  },
];

/** The last: whoever is here is signed out. */
const SIGN_IN: View = {
  name: 'the sign-in page',
  open: async page => {
    await page.context().clearCookies();
    await page.goto(new URL('/', page.url()).href);
    await expect(page.getByRole('textbox')).toBeVisible();
  },
};

const PROJECTED: readonly View[] = ['#/now', '#/teams', '#/students', '#/exercises', '#/errors'].map(screen => ({
  name: `${screen} on the projector`,
  open: async page => {
    await press(page, 'p');
    await expect(page.locator('.projector-banner')).toBeVisible();
    await visit(page, screen);
  },
  leave: async page => {
    await press(page, 'p');
    await expect(page.locator('.projector-banner')).toHaveCount(0);
  },
}));

function over(name: string, target: string): View {
  return { name, open: page => openOver(page, target), leave: closeDialog };
}

function pressed(name: string, button: string): View {
  return {
    name,
    open: async page => {
      await page.locator(button).click();
      await expect(dialog(page)).toBeVisible();
    },
    leave: closeDialog,
  };
}

async function openOver(page: Page, target: string): Promise<void> {
  await goTo(page, target);
  await expect(dialog(page)).toBeVisible();
  await isLoaded(dialog(page));
}

async function visit(page: Page, target: string): Promise<void> {
  await goTo(page, target);
  await isLoaded(page.getByRole('main'));
}

async function goTo(page: Page, target: string): Promise<void> {
  await page.evaluate(fragment => {
    window.location.hash = fragment;
  }, target);
  const screen = target.split('?')[0] ?? '';
  await expect(page.locator(`[aria-current="page"][href="${screen}"]`).first()).toBeAttached();
}

/** A screen's code comes when it is first opened. */
async function isLoaded(part: Locator): Promise<void> {
  await expect(part.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(part.locator('.mantine-Loader-root')).toHaveCount(0);
}
