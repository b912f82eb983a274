import { CATALOGUES, type Language } from './catalogues';
import { browserLanguages } from '../platform/languages';

export const LANGUAGES = Object.keys(CATALOGUES) as readonly Language[];

/** The choice if we speak it, else the first of the preferred languages that we speak, else English. */
export function chooseLanguage(chosen: string | undefined, preferred: readonly string[]): Language {
  const wanted = [chosen ?? '', ...preferred].map(tag => tag.split('-')[0]?.toLowerCase());
  return wanted.map(tag => LANGUAGES.find(language => language === tag)).find(language => language !== undefined) ?? 'en';
}

/** The language of this page. It stays as long as the page does: choosing another loads the page anew. */
export const language: Language = chooseLanguage(browserLanguages.chosen, browserLanguages.preferred);

/** The language and region that numbers and times are written in. */
export const locale: string = { en: 'en-GB', ja: 'ja-JP' }[language];
