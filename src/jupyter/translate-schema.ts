import type { Words } from './words';

/** What of a settings schema is read by people. */
export interface ReadableSchema {
  title?: string;
  description?: string;
  properties?: { [name: string]: { title?: string; description?: string } };
}

/**
 * Puts the titles and descriptions of the settings into the student's language, in place. JupyterLab's server does this with what is in its
 * own language packs, and knows nothing yet of the translations that extensions bring; the contexts are the server's.
 */
export function translateSchema(schema: ReadableSchema, words: Words): void {
  translateTexts(schema, text => words._p('schema', text));
  for (const field of Object.values(schema.properties ?? {})) {
    translateTexts(field, text => words._p('settings', text));
  }
}

function translateTexts(texts: { title?: string; description?: string }, say: (text: string) => string): void {
  for (const name of ['title', 'description'] as const) {
    const text = texts[name];
    if (text !== undefined) {
      texts[name] = say(text);
    }
  }
}
