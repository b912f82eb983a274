import { closeSync, openSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describeDamage, requireSound } from './sqlite-damage';
import { describeSqliteFailure, isDamage } from './sqlite-failure';
import { prepareSchema, requireUsable } from './sqlite-schema';
import { StoreUnusableError } from '../store-unusable';

/** The path of a database that is gone with the process. */
export const IN_MEMORY = ':memory:';

/** How long a write waits for another program's lock. The event loop stands still meanwhile, so it is short. */
const BUSY_TIMEOUT_MS = 500;

/**
 * Pages of the write-ahead log after which a commit brings them into the database itself: the event loop stands still meanwhile. SQLite's own 1,000 take
 * four times as long, and no less in all.
 */
const CHECKPOINT_PAGES = 256;

/** Bytes that the write-ahead log's file may keep after a checkpoint. */
const WAL_KEPT_BYTES = 64 * 1024 * 1024;

/**
 * Opens the server's database, or makes it, readable by its owner only.
 * @param path a file in an existing directory, or `:memory:` for one that is gone with the process
 * @throws StoreUnusableError when the file cannot be used; it is then left as it was
 */
export function openDatabase(path: string): DatabaseSync {
  claimFile(path);
  let database: DatabaseSync | undefined;
  try {
    if (path !== IN_MEMORY) {
      inspectFile(path);
    }
    database = connect(path, false);
    prepareSchema(database);
    makeDurable(database);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof StoreUnusableError ? error : new StoreUnusableError(explain(error, path), { cause: error });
  }
}

function connect(path: string, readOnly: boolean): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly });
  database.exec(`PRAGMA busy_timeout = ${String(BUSY_TIMEOUT_MS)}`);
  return database;
}

/** Reads only: to close a database that could be written to brings its write-ahead log into the file, damaged or not. */
function inspectFile(path: string): void {
  refuseEmptied(path);
  const database = connect(path, true);
  try {
    requireUsable(database, path);
    requireSound(database, path);
  } finally {
    database.close();
  }
}

/** SQLite takes an empty file for a new database, and throws its write-ahead log away. */
function refuseEmptied(path: string): void {
  const walBytes = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (walBytes > 0 && statSync(path).size === 0) {
    throw new StoreUnusableError(describeDamage(path));
  }
}

function makeDurable(database: DatabaseSync): void {
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA wal_autocheckpoint = ${String(CHECKPOINT_PAGES)};
    PRAGMA journal_size_limit = ${String(WAL_KEPT_BYTES)};`);
}

/** SQLite gives its side files the rights of the database, so the file is made with the right ones first. */
function claimFile(path: string): void {
  if (path === IN_MEMORY) {
    return;
  }
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    throw new StoreUnusableError(`${path} cannot be written (${code}). Check that its directory exists and belongs to the server's user.`, {
      cause: error,
    });
  }
}

function explain(error: unknown, path: string): string {
  return isDamage(error) ? describeDamage(path) : `${path} cannot be used: ${describeSqliteFailure(error)}.`;
}
