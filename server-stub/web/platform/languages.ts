import { browserStore } from './text-store';

/** The language chosen here before, and those that the browser prefers. */
export interface Languages {
  /** What was chosen in the menu, if it was and the browser has kept it. */
  readonly chosen: string | undefined;
  /** BCP 47 tags, most preferred first. */
  readonly preferred: readonly string[];
  choose(language: string): void;
}

const NAME = 'language';

export const browserLanguages: Languages = {
  get chosen() {
    return browserStore.read(NAME);
  },
  get preferred() {
    return navigator.languages;
  },
  choose: language => browserStore.write(NAME, language),
};
