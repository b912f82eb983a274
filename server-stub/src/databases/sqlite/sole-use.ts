import { DatabaseSync } from 'node:sqlite';
import { sqliteResultCode } from './sqlite-failure';

/** How long whoever is on its way out is waited for. */
const PATIENCE_MS = 5000;
/** SQLite's code for what another process has locked. */
const BUSY = 5;

/** Where the lock of a database is. */
const lockFileOf = (path: string): string => `${path}.lock`;

/**
 * Takes a database for this process alone among servers; commands beside it need no lock. The lock is the system's: it ends with the process, however that ends.
 * It is an empty database of its own, which nothing is ever written to.
 * @returns what gives it back; undefined when another server has it
 * @throws SQLite's error where there can be no lock
 */
export function takeForServer(path: string): (() => void) | undefined {
  const lock = new DatabaseSync(lockFileOf(path));
  try {
    lock.exec(`PRAGMA busy_timeout = ${String(PATIENCE_MS)}; BEGIN EXCLUSIVE`);
  } catch (error) {
    lock.close();
    if (isBusy(error)) {
      return undefined;
    }
    throw error;
  }
  return () => {
    if (lock.isOpen) {
      lock.close();
    }
  };
}

/** Whether a server has the database at this moment. Writes nothing. */
export function isTakenByServer(path: string): boolean {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(lockFileOf(path), { readOnly: true });
    lock.prepare('SELECT 1 FROM sqlite_master').get();
    return false;
  } catch (error) {
    // No lock is there, or none that this user may look at.
    return isBusy(error);
  } finally {
    lock?.close();
  }
}

const isBusy = (error: unknown): boolean => sqliteResultCode(error) === BUSY;
