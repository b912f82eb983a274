import type { DatabaseSync } from 'node:sqlite';
import type { GroupCommit } from './group-commit';

/** Free pages given back to the disk in one transaction. */
const PAGES_PER_STEP = 128;

/** Gives free pages back to the disk, but for `spare` that the file keeps for what comes next, in steps that hold nobody up. */
export async function vacuum(database: DatabaseSync, commits: Pick<GroupCommit, 'add'>, spare: number): Promise<void> {
  let free = readPragma(database, 'freelist_count');
  while (free > spare) {
    const before = free;
    free = await commits.add(() => {
      database.exec(`PRAGMA incremental_vacuum(${String(PAGES_PER_STEP)})`);
      return readPragma(database, 'freelist_count');
    });
    if (free >= before) {
      return;
    }
  }
}

export function readPragma(database: DatabaseSync, name: 'page_count' | 'freelist_count' | 'page_size'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
