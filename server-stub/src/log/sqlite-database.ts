import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describeSqliteFailure, sqliteResultCode } from './sqlite-failure';
import { prepareSchema } from './sqlite-schema';
import { StoreUnusableError } from './store';

/** The path of a database that is gone with the process. */
export const IN_MEMORY = ':memory:';
const NOT_A_DATABASE = 26;
const CORRUPT = 11;

/** How long a write waits for another program's lock. The event loop stands still meanwhile, so it is short. */
const BUSY_TIMEOUT_MS = 500;

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
    database = new DatabaseSync(path);
    database.exec(`PRAGMA busy_timeout = ${String(BUSY_TIMEOUT_MS)}`);
    prepareSchema(database, path);
    makeDurable(database);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof StoreUnusableError ? error : new StoreUnusableError(explain(error, path), { cause: error });
  }
}

function makeDurable(database: DatabaseSync): void {
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
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
  const code = sqliteResultCode(error);
  return code === NOT_A_DATABASE || code === CORRUPT
    ? `${path} is damaged or not a database, and was left as it is. Move it away together with its -wal and -shm files, then restore a copy or ` +
        'start empty: the students\u2019 machines send again what they still hold.'
    : `${path} cannot be used: ${describeSqliteFailure(error)}.`;
}
