import { erasedBy } from '../erased-by';
import type { Erasure } from '../event-log';
import type { Archive } from './archive';
import { ArchiveChunk } from './archive-chunk';
import type { ArchiveFile } from './archive-file';
import { ownersOf } from './archive-line';

/**
 * Rewrites the files of a class that hold what was erased.
 * @returns whether there were any
 * @throws ArchiveUnusableError, or what the disk says
 */
export async function eraseFromArchive(archive: Archive, classId: string, erasures: readonly Erasure[]): Promise<boolean> {
  let isChanged = false;
  for (const file of await archive.filesOf(classId)) {
    isChanged = (await withoutErased(archive, classId, file, erasures)) !== file || isChanged;
  }
  return isChanged;
}

/** @returns the file that is in its place now, or the same one when nothing in it was erased */
export async function withoutErased(
  archive: Archive,
  classId: string,
  file: ArchiveFile,
  erasures: readonly Erasure[],
): Promise<ArchiveFile> {
  if (erasures.length === 0) {
    return file;
  }
  const isErased = erasedBy(erasures);
  const { lines } = await archive.readBack(classId, file);
  const kept = lines.filter(line => {
    const { studentIds, position } = ownersOf(line);
    return !isErased(studentIds, position);
  });
  return kept.length === lines.length ? file : archive.replace(classId, file, new ArchiveChunk(kept));
}
