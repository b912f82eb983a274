import type { DatabaseSync } from 'node:sqlite';
import { StoreUnusableError } from '../store-unusable';

/** A file up to this size is checked as a whole at the start: a tenth of a second from memory, about one from a slow disk. */
const WHOLE_CHECK_BYTES = 128 * 1024 * 1024;

/** Small tables whose damage would give wrong answers and not just errors. */
const DECIDING_TABLES = ['marks', 'classes', 'enrolments'];

/**
 * Looks for damage, without making the start of a large log wait: SQLite reads about a gigabyte a second for it from memory, and far less
 * from a disk. Beyond the limit it reads what decides on batches and enrolments; damage among the entries themselves is
 * found when they are read or written, by every backup, and until then does no harm.
 * @throws StoreUnusableError
 */
export function requireSound(database: DatabaseSync, path: string): void {
  for (const check of isSmall(database) ? ['quick_check(1)'] : DECIDING_TABLES.map(table => `quick_check(${table})`)) {
    if (database.prepare(`PRAGMA ${check}`).get()?.['quick_check'] !== 'ok') {
      throw new StoreUnusableError(describeDamage(path));
    }
  }
}

/** What is wrong with a damaged file, and what to do. */
export function describeDamage(path: string): string {
  return (
    `${path} is damaged or not a database, and was left as it is. Move it away together with its -wal and -shm files, then restore a copy or ` +
    'start empty: the students\u2019 machines send again what they still hold.'
  );
}

function isSmall(database: DatabaseSync): boolean {
  const { page_count: pages } = database.prepare('PRAGMA page_count').get() as { page_count: number };
  const { page_size: pageBytes } = database.prepare('PRAGMA page_size').get() as { page_size: number };
  return pages * pageBytes <= WHOLE_CHECK_BYTES;
}
