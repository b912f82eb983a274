/** Which languages the person reads: the one chosen here before, and those that the browser prefers. */
export interface Languages {
  /** What was chosen in the menu, if it was and the browser has kept it. */
  readonly chosen: string | undefined;
  /** BCP 47 tags, most preferred first. */
  readonly preferred: readonly string[];
  choose(language: string): void;
}

const KEY = 'cell-monitor-language';

/** Without storage (a browser may refuse it) a choice lasts as long as the page, and the browser's preference decides. */
export const browserLanguages: Languages = {
  get chosen() {
    return attempt(() => localStorage.getItem(KEY)) ?? undefined;
  },
  get preferred() {
    return attempt(() => navigator.languages) ?? [];
  },
  choose(language) {
    attempt(() => localStorage.setItem(KEY, language));
  },
};

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
