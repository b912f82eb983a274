import { resolve } from 'node:path';
import { hasLog } from '../../app/storage/data-folder';
import { sqliteFileOf } from '../../app/storage/open-store';
import type { Config } from '../../config/config';
import { whenReachable } from '../../class/classes/first-class';
import type { Store } from '../../app/storage/store';
import { systemClock } from '../../platform/clock';

/** A Redis that is starting, or failing over, is waited for. */
const PATIENCE_MS = 10_000;

/** Does a command's work with the store, and lets go of it. @throws LogUnavailableError when it stays away, with the reason */
export async function withReachableStore<T>(store: Store, work: (store: Store) => Promise<T>): Promise<T> {
  try {
    const waiting = { clock: systemClock, limitMs: PATIENCE_MS, signal: new AbortController().signal };
    if ((await whenReachable(() => store.registry.listClasses(), waiting)) === undefined) {
      await store.log.check();
    }
    return await work(store);
  } finally {
    await store.close();
  }
}

/** For a command that must not make a log by looking for one. @throws Error with words for the operator when these settings have none */
export function requireLog(config: Pick<Config, 'dataDir' | 'redisUrl'>): void {
  if (!hasLog(config)) {
    const file = resolve(sqliteFileOf(config.dataDir));
    throw new Error(`There is no log at ${file}: start the server once, or say with --data-dir where it keeps its data.`);
  }
}
