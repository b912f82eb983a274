import { join } from 'node:path';
import { type Random, randomId } from '../../platform/random';
import { Archive } from './archive';
import { DiskArchiveStorage } from './archive-storage';

export const archiveFolderOf = (dataDir: string): string => join(dataDir, 'archive');

/** The archive in a folder, which need not be there yet. */
export function openArchive(folder: string, random: Random): Archive {
  return new Archive(new DiskArchiveStorage(folder), () => randomId(random));
}
