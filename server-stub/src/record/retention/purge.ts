import type { RecordStore } from './record-store';
import type { Archive } from '../../log/archive/archive';
import { eraseFromArchive } from '../../log/archive/erased-archive';

/** A file that is being written is younger; what an interrupted writer left may hold what was erased. */
const LEFTOVER_AGE_MS = 60_000;

/**
 * Takes what is left of erased data out of a class's log and archive, and notes what is finished. May be called at any time and by several
 * servers at once: each removes what every erasure known to it is about, and looks again until there is nothing.
 * @param archive undefined when there is none
 * @throws LogUnavailableError, ArchiveUnusableError, or what the disk says; what is not finished is then left for the next time
 */
export async function purgeErased(
  { erasure }: Pick<RecordStore, 'erasure'>,
  archive: Archive | undefined,
  classId: string,
  nowMs: number,
): Promise<void> {
  const unfinished = (await erasure.list(classId)).filter(({ isFinished }) => !isFinished);
  if (unfinished.length === 0) {
    return;
  }
  for (const each of unfinished) {
    await erasure.remove(classId, each);
  }
  await erasure.scrub();
  if (archive !== undefined) {
    await archive.clearLeftovers(classId, nowMs - LEFTOVER_AGE_MS);
    while (await eraseFromArchive(archive, classId, await erasure.list(classId))) {
      // Another server may have put a file back that lacks what it knew to be erased, and nothing else.
    }
  }
  for (const each of unfinished) {
    await erasure.finish(classId, each);
  }
}

/** The same for every class. @param onFailure told of each class in which it could not be finished */
export async function finishErasures(
  store: Pick<RecordStore, 'erasure' | 'registry'>,
  archive: Archive,
  nowMs: number,
  onFailure: (error: Error) => void,
): Promise<void> {
  for (const { id } of await store.registry.listClasses()) {
    await purgeErased(store, archive, id, nowMs).catch(onFailure);
  }
}
