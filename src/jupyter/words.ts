import type { TranslationBundle } from '@jupyterlab/translation';

/** Translates into the student's language. Every sentence on the screen goes through it. */
export type Words = Pick<TranslationBundle, '__' | '_n' | '_p'>;

/** The name under which language packs hold our sentences. */
export const TRANSLATION_DOMAIN = 'jupyterlab_cell_monitor';
