import type { TranslationBundle } from '@jupyterlab/translation';

/** Says things in the student's language. Every sentence that a person reads goes through it. */
export type Words = Pick<TranslationBundle, '__' | '_n' | '_p'>;

/** The name under which language packs hold our sentences. */
export const TRANSLATION_DOMAIN = 'jupyterlab_cell_monitor';
