import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DiskFigures, SqliteFigures } from '../../../../src/protocol';
import { IN_MEMORY } from './sqlite-database';

/** How large the database's files are, and how much room its disk has. Never rejects. */
export async function readSqliteFigures(path: string): Promise<SqliteFigures> {
  if (path === IN_MEMORY) {
    return { kind: 'sqlite', reason: 'the database is in memory', databaseBytes: null, walBytes: null, disk: null };
  }
  try {
    const [databaseBytes, walBytes, disk] = await Promise.all([sizeOfFile(path), sizeOfFile(`${path}-wal`), readDisk(dirname(path))]);
    return { kind: 'sqlite', reason: databaseBytes === null ? 'the file is gone' : null, databaseBytes, walBytes, disk };
  } catch (error) {
    return { kind: 'sqlite', reason: `the disk cannot be read (${codeOf(error)})`, databaseBytes: null, walBytes: null, disk: null };
  }
}

async function readDisk(folder: string): Promise<DiskFigures> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, sizeBytes: blocks * bsize };
}

/** Null when there is no such file: there is no write-ahead log before the first write. */
async function sizeOfFile(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code);
