import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import * as sqlite from 'node:sqlite';
import { describeSqliteFailure, sqliteResultCode } from './sqlite-failure';
import { requireOurs } from './sqlite-schema';
import { StoreUnusableError } from '../store-unusable';

/** All pages in one step, which is one consistent view: between two steps a server's write would start the copy over. */
const PAGES_PER_STEP = 0x7f_ff_ff_ff;

/**
 * Copies a database that a server may be writing to, checks the copy, and only then gives it its name.
 * @param source a file of ours
 * @param target a file that is not there yet
 * @returns the copy's size in bytes
 * @throws StoreUnusableError with words for the operator; there is no copy then
 */
export async function copyDatabase(source: string, target: string): Promise<number> {
  claim(target);
  const unfinished = `${target}.part`;
  try {
    closeSync(openSync(unfinished, 'w', 0o600));
    await copyPages(source, unfinished);
    checkCopy(unfinished, source);
    publish(unfinished, target);
    return statSync(target).size;
  } catch (error) {
    rmSync(unfinished, { force: true });
    rmSync(target, { force: true });
    throw error instanceof StoreUnusableError ? error : new StoreUnusableError(explain(error, source, target), { cause: error });
  }
}

/** Takes the name for the copy, which fails when anything has it. */
function claim(target: string): void {
  try {
    closeSync(openSync(target, 'wx', 0o600));
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    const reason =
      code === 'EEXIST' ? 'is there already, and a backup overwrites nothing. Name another file' : `cannot be written (${code})`;
    throw new StoreUnusableError(`${target} ${reason}.`, { cause: error });
  }
}

async function copyPages(source: string, unfinished: string): Promise<void> {
  // Node 22.13 has no such function, and a server must start there all the same.
  const { backup } = sqlite as Partial<typeof sqlite>;
  if (backup === undefined) {
    throw new StoreUnusableError(`A backup needs Node 22.16 or newer, and this is ${process.version}.`);
  }
  const database = new sqlite.DatabaseSync(source, { readOnly: true });
  try {
    requireOurs(database, source);
    await backup(database, unfinished, { rate: PAGES_PER_STEP });
  } finally {
    database.close();
  }
}

/** Reads the whole copy, and makes it a single file: a database in WAL mode would want two more beside it. */
function checkCopy(unfinished: string, source: string): void {
  const copy = new sqlite.DatabaseSync(unfinished);
  try {
    copy.exec('PRAGMA journal_mode = DELETE');
    const verdict = copy.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
    if (verdict !== 'ok') {
      throw new StoreUnusableError(`${source} is damaged: its copy fails SQLite's integrity check. Restore an earlier backup.`);
    }
  } finally {
    copy.close();
  }
}

/** The name leads to a whole copy or, should the machine fail, to an empty file. */
function publish(unfinished: string, target: string): void {
  sync(unfinished);
  renameSync(unfinished, target);
  sync(dirname(target));
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function explain(error: unknown, source: string, target: string): string {
  return sqliteResultCode(error) === undefined
    ? `${target} cannot be written (${(error as Error).message}).`
    : `${source} cannot be copied to ${target}: ${describeSqliteFailure(error)}.`;
}
