import { createInstance, type TFunction } from 'i18next';
import { CATALOGUES, type Language } from './catalogues';
import { language } from './language';
import { isWithheld } from './withheld';

/** A text of the catalogue by its key, such as `t('common.ago.before', { span })`. Keys and what they fill in are typed. */
export type Translate = TFunction;

export function createTranslate(language: Language): Translate {
  const translator = createInstance({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: CATALOGUES.en }, ja: { translation: CATALOGUES.ja } },
    // The catalogues are here already.
    initAsync: false,
    // React escapes. Values may be a student's text, which must not be interpolated or nested itself.
    interpolation: { escapeValue: false, skipOnVariables: true },
  });
  void translator.init();
  const numbers = new Intl.NumberFormat(language);
  translator.services.formatter?.add('number', (value: number) =>
    isWithheld(value) ? CATALOGUES[language].common.none : numbers.format(value),
  );
  return translator.t;
}

/** In the language of this page. */
export const t: Translate = createTranslate(language);
