import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** As people look at the dashboard: on a laptop, on a phone, and on a laptop at 200 % zoom. */
export const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
  { width: 720, height: 450 },
] as const;

interface Scheme {
  readonly name: string;
  readonly colorScheme: 'light' | 'dark';
  readonly contrast: 'usual' | 'more';
}

export const SCHEMES: readonly Scheme[] = [
  { name: 'light', colorScheme: 'light', contrast: 'usual' },
  { name: 'dark', colorScheme: 'dark', contrast: 'usual' },
  { name: 'high contrast', colorScheme: 'light', contrast: 'more' },
  { name: 'dark high contrast', colorScheme: 'dark', contrast: 'more' },
];

/** The rules of WCAG 2.2, levels A and AA; and those by which a screen reader finds its way between the parts of a page. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const LANDMARK_RULES = Object.fromEntries(
  ['landmark-unique', 'landmark-no-duplicate-banner', 'landmark-one-main'].map(rule => [rule, { enabled: true }]),
);

/** What axe finds on the page as it stands, in one of the schemes. */
export async function findFlaws(page: Page, { name, colorScheme, contrast }: Scheme): Promise<readonly string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await choose(page, colorScheme);
  await page.evaluate(chosen => {
    document.documentElement.dataset['contrast'] = chosen;
  }, contrast);
  await settle(page);
  // The page has no frames, so that no second page has to be opened for each look; and only what is wrong is looked at closely.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await axe
    .options({ runOnly: RULES, rules: LANDMARK_RULES, resultTypes: ['violations'], preload: false })
    .analyze();
  return violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/**
 * As the person does in another tab, of which the page hears at once. Of the system's choice it hears with its next frame only, and a busy machine may draw none for
 * as long as a test waits. Until then axe would hold colours of one scheme against grounds of the other.
 */
async function choose(page: Page, colorScheme: Scheme['colorScheme']): Promise<void> {
  await page.evaluate(chosen => {
    const key = 'mantine-color-scheme-value';
    localStorage.setItem(key, chosen);
    dispatchEvent(new StorageEvent('storage', { key, newValue: chosen, storageArea: localStorage }));
  }, colorScheme);
  await expect(page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`)).toBeAttached();
}

/** Lets everything that moves be where it is going: what fades in has another contrast until it is there. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) {
        animation.finish();
      }
    }
  });
}

/** What can be pressed and is smaller than 24 × 24 pixels, but for links within a sentence. */
export async function findSmallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const MIN_PX = 24;
    const PRESSABLE =
      'a[href], button, input, select, textarea, summary, [role="button"], [role="tab"], [role="slider"], [role^="menuitem"]';
    /** What takes the press in its place. */
    const targetOf = (element: HTMLElement): Element => {
      const label = element instanceof HTMLInputElement && element.type !== 'text' ? (element.labels?.[0] ?? null) : null;
      const isWhole = getComputedStyle(element, '::after').position === 'absolute';
      return label ?? (isWhole ? element.offsetParent : null) ?? element;
    };
    const isInSentence = (element: Element): boolean =>
      getComputedStyle(element).display === 'inline' &&
      (element.parentElement?.textContent ?? '').trim().length > (element.textContent ?? '').trim().length;
    const small: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(PRESSABLE)) {
      const target = targetOf(element);
      const { width, height } = target.getBoundingClientRect();
      const isSeen = target.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && width > 1 && height > 1;
      const isOff =
        element.closest('[aria-hidden="true"], [inert]') !== null ||
        element.matches('input[type="file"], input[type="hidden"], .skip-link');
      // Half a pixel is rounding.
      if (isSeen && !isOff && !isInSentence(element) && (width < MIN_PX - 0.5 || height < MIN_PX - 0.5)) {
        small.push(
          `${element.tagName.toLowerCase()}.${element.className} “${(element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 40)}” ${width.toFixed(0)}×${height.toFixed(0)}`,
        );
      }
    }
    return small;
  });
}

/** A text that does not fit where it is, so that its end is not seen. */
interface CutText {
  readonly text: string;
  /** Pointing at it tells the whole. */
  readonly isToldWhole: boolean;
}

/** What is cut off on the page as it stands, within its lines or after some of them. */
export async function findCutTexts(page: Page): Promise<readonly CutText[]> {
  return page.evaluate(() => {
    const isCut = (element: Element): boolean => {
      const { overflowX, overflowY, webkitLineClamp } = getComputedStyle(element);
      const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
      // Half a pixel is rounding.
      const isTooWide = hides(overflowX) && element.scrollWidth > element.clientWidth + 1;
      return isTooWide || (webkitLineClamp !== 'none' && hides(overflowY) && element.scrollHeight > element.clientHeight + 1);
    };
    const isSeen = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect();
      // What is there for those who hear the page is cut away on purpose.
      const isForEars = getComputedStyle(element).clipPath !== 'none';
      return width > 1 && height > 1 && !isForEars && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    };
    return [...document.querySelectorAll('body *')]
      .filter(element => (element.textContent ?? '').trim() !== '' && isSeen(element) && isCut(element))
      .map(element => {
        const text = (element.textContent ?? '').trim();
        return { text, isToldWhole: element.closest('[title]')?.getAttribute('title')?.includes(text) === true };
      });
  });
}

/** How far the page itself can be pushed sideways, in pixels: nobody scrolls it so; what is wider scrolls in its own frame. */
export function overhangOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
