import { en } from '../i18n/en';
import { ja } from '../i18n/ja';

/** The languages that the dashboard speaks, English first: what is missing in another is taken from it. */
export const CATALOGUES = { en, ja } as const;

export type Language = keyof typeof CATALOGUES;

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
    defaultNS: 'translation';
  }
}
