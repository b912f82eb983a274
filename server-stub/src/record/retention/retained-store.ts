import type { Store } from '../../app/storage/store';
import { ArchivedLog } from '../../log/archive/archived-log';
import { Janitor, type JanitorDeps } from './janitor';
import { finishErasures } from './purge';
import { takeUpArchives } from './reconcile-archives';

/** What the janitor needs beside the store. */
export type RetentionDeps = Omit<JanitorDeps, 'store'>;

/** A store together with the archive of what was trimmed from it. */
export interface RetainedStore {
  /** Reads as if nothing had ever been trimmed. Closing it stops the janitor first. */
  readonly store: Store;
  /** To be done before the store takes its first entry. An archive that cannot be taken up is logged. @throws LogUnavailableError */
  takeUp(): Promise<void>;
  /** Keeps the limits from now on, if there are any, and finishes what was interrupted. */
  startJanitor(): void;
}

export function retainStore(store: Store, deps: RetentionDeps): RetainedStore {
  const { archive, clock, logger } = deps;
  const janitor = new Janitor({ store, ...deps });
  const log = new ArchivedLog(store.log, store.retention, archive);
  return {
    store: {
      ...store,
      log,
      async close() {
        await janitor.stop();
        await store.close();
      },
    },
    async takeUp() {
      await takeUpArchives(store, archive, error =>
        logger.error({ reason: error.message }, 'an archive of earlier entries cannot be shown'),
      );
      // Before anybody can read on: an export would show what is left of it.
      await finishErasures(store, archive, clock.nowMs(), error =>
        logger.error({ reason: error.message }, 'what was erased is not yet removed; it is tried again'),
      );
    },
    startJanitor: () => janitor.start(),
  };
}
