import { browserLanguages } from '../platform/languages';

/** The languages that the dashboard speaks, each by its own name. */
export const LANGUAGE_NAMES = { en: 'English', ja: '日本語' } as const;

export type Language = keyof typeof LANGUAGE_NAMES;

export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as readonly Language[];

/** The chosen language if available, else the first preferred one that is, else English. */
export function chooseLanguage(chosen: string | undefined, preferred: readonly string[]): Language {
  const wanted = [chosen ?? '', ...preferred].map(tag => tag.split('-')[0]?.toLowerCase());
  return wanted.map(tag => LANGUAGES.find(language => language === tag)).find(language => language !== undefined) ?? 'en';
}

/** The language of this page; choosing another reloads it. */
export const language: Language = chooseLanguage(browserLanguages.chosen, browserLanguages.preferred);

/** The language and region that numbers and times are written in. */
export const locale: string = { en: 'en-GB', ja: 'ja-JP' }[language];
