import type { RecordStore } from './record-store';
import { ArchivedLog } from '../../log/archive/archived-log';
import { Janitor, type JanitorDeps } from './janitor';
import { finishErasures } from './purge';
import { reconcileWithArchives } from './reconcile-archives';

/** What the janitor needs beside the store. */
export type RetentionDeps = Omit<JanitorDeps, 'store'>;

/** A store that lets go of its files and connections. */
interface ClosableStore extends RecordStore {
  close(): Promise<void>;
}

/** A store together with the archive of what was trimmed from it. */
export interface RetainedStore<S extends ClosableStore> {
  /** Reads as if nothing had ever been trimmed. Closing it stops the janitor first. */
  readonly store: S;
  /** To be done before the store takes its first entry. An archive that cannot be taken up is logged. @throws LogUnavailableError */
  reconcile(): Promise<void>;
  /** Keeps the limits from now on, if there are any, and finishes what was interrupted. */
  startJanitor(): void;
}

export function retainStore<S extends ClosableStore>(store: S, deps: RetentionDeps): RetainedStore<S> {
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
    async reconcile() {
      await reconcileWithArchives(store, archive, error =>
        logger.error({ reason: error.message }, 'an archive of earlier entries cannot be shown'),
      );
      // Before anybody can read on: an export would show what is left of it.
      await finishErasures(store, archive, clock.wallMs(), error =>
        logger.error({ reason: error.message }, 'what was erased is not yet removed; it is tried again'),
      );
    },
    startJanitor: () => janitor.start(),
  };
}
