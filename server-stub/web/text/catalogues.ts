import type { first } from '../i18n/en/first';
import type { later } from '../i18n/en/later';
import type { Translation } from '../i18n/translation';
import type { Language } from './language';

/** What the first screen says. */
export type FirstTexts = Translation<typeof first>;

/** What parts of the page say that come later. */
export type LaterTexts = Translation<typeof later>;

/** A page speaks one language, and says first what its first screen says. */
const CATALOGUES: Readonly<Record<Language, { readonly first: () => Promise<FirstTexts>; readonly later: () => Promise<LaterTexts> }>> = {
  en: {
    first: async () => (await import('../i18n/en/first')).first,
    later: async () => (await import('../i18n/en/later')).later,
  },
  ja: {
    first: async () => (await import('../i18n/ja/first')).first,
    later: async () => (await import('../i18n/ja/later')).later,
  },
};

/** @throws Error when the file does not come */
export function loadFirstTexts(language: Language): Promise<FirstTexts> {
  return CATALOGUES[language].first();
}

/** @throws Error when the file does not come */
export function loadLaterTexts(language: Language): Promise<LaterTexts> {
  return CATALOGUES[language].later();
}
