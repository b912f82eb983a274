import { CATALOGUES, type Language } from './catalogues';
import { browserLanguages } from '../platform/languages';

export const LANGUAGES = Object.keys(CATALOGUES) as readonly Language[];

/** The chosen language if available, else the first preferred one that is, else English. */
export function chooseLanguage(chosen: string | undefined, preferred: readonly string[]): Language {
  const wanted = [chosen ?? '', ...preferred].map(tag => tag.split('-')[0]?.toLowerCase());
  return wanted.map(tag => LANGUAGES.find(language => language === tag)).find(language => language !== undefined) ?? 'en';
}

/** The language of this page; choosing another reloads it. */
export const language: Language = chooseLanguage(browserLanguages.chosen, browserLanguages.preferred);

/** The language and region that numbers and times are written in. */
export const locale: string = { en: 'en-GB', ja: 'ja-JP' }[language];
