/**
 * One short text that outlives the database. A browser that deletes its IndexedDB, to make room or because a crash has damaged it
 * (https://github.com/google/leveldb/issues/1287), leaves what lies elsewhere.
 */
export interface Keepsake {
  read(): string | undefined;
  write(text: string): void;
}

/** Remembers nothing: for pages without a storage, and for tests that have no need of one. */
export const noKeepsake: Keepsake = { read: () => undefined, write: () => undefined };

/** Keeps the text in the browser's `localStorage`; a browser that refuses it keeps nothing. */
export function createLocalKeepsake(window: { readonly localStorage: Pick<Storage, 'getItem' | 'setItem'> }, key: string): Keepsake {
  return {
    read: () => attempt(() => window.localStorage.getItem(key) ?? undefined),
    write: text => attempt(() => window.localStorage.setItem(key, text)),
  };
}

/** Where storage is blocked, already the mention of `localStorage` throws. */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}
