/** Short texts by name, which outlast the page. */
export interface TextStore {
  read(name: string): string | undefined;
  write(name: string, text: string): void;
}

/** Kept by this browser for this server. Where the browser refuses storage, nothing is kept, and nothing else is wrong. */
export const browserStore: TextStore = createTextStore(() => localStorage);

/** Kept for this tab, through reloads, until it is closed. */
export const tabStore: TextStore = createTextStore(() => sessionStorage);

const PREFIX = 'cell-monitor-';

function createTextStore(storage: () => Storage): TextStore {
  return {
    read: name => attempt(() => storage().getItem(PREFIX + name)) ?? undefined,
    write(name, text) {
      attempt(() => storage().setItem(PREFIX + name, text));
    },
  };
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
