import { comparePositions, type Position } from '../../log/event-log';
import type { RecordStore } from './record-store';
import type { Archive } from '../../log/archive/archive';
import type { ArchiveChunk } from '../../log/archive/archive-chunk';
import { folderOf } from '../../log/archive/archive-file';
import { receivedAtMsOf } from '../../log/archive/archive-line';
import { archiveNext, compareWithLog } from '../../log/archive/archive-next';
import { ArchiveUnusableError } from '../../log/archive/archive-unusable';
import { withoutErased } from '../../log/archive/erased-archive';

/**
 * Moves the oldest entries of a class's log, about one file of them, into the archive, as far as they were received before `horizonMs`.
 * What goes from the log has been read back from the archive and compared with it before.
 * @returns whether anything was moved
 * @throws LogUnavailableError, ArchiveUnusableError, or what the disk says
 */
export async function trimNext(
  { log, retention, erasure }: Omit<RecordStore, 'registry'>,
  archive: Archive,
  classId: string,
  horizonMs: number,
): Promise<boolean> {
  const trimmed = await retention.trimmedThrough(classId);
  await requireArchived(archive, classId, trimmed);
  const found = (await archive.fileAfter(classId, trimmed)) ?? (await archiveNext(log, archive, classId, trimmed, horizonMs));
  if (found === undefined) {
    return false;
  }
  // It may hold what was erased while it was written.
  const file = await withoutErased(archive, classId, found, await erasure.list(classId));
  const chunk = await archive.readBack(classId, file);
  if (newestMs(chunk) >= horizonMs) {
    return false;
  }
  await compareWithLog(log, classId, trimmed, chunk, file.last);
  await retention.trim(classId, file.last);
  return true;
}

/**
 * A server that lacks what another one archived must not begin an archive of its own: neither of them would be whole.
 * @throws ArchiveUnusableError
 */
export async function requireArchived(archive: Archive, classId: string, trimmed: Position): Promise<void> {
  if (comparePositions(await archive.end(classId), trimmed) < 0) {
    throw new ArchiveUnusableError(
      `The archive lacks what was trimmed from the log of the class in folder ${folderOf(classId)}. ` +
        'Servers on one Redis must share one archive folder. Nothing is trimmed.',
    );
  }
}

function newestMs(chunk: ArchiveChunk): number {
  return chunk.lines.reduce((newest, line) => Math.max(newest, receivedAtMsOf(line)), 0);
}
