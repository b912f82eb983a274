import type { DatabaseSync } from 'node:sqlite';
import { LogUnavailableError } from '../log-unavailable';
import { isDamage, isFaultOfAWrite, toLogUnavailable } from './sqlite-failure';

/** Runs a function soon: what is written until then shares one transaction. */
export type Schedule = (run: () => void) => void;

interface Waiting {
  readonly write: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: LogUnavailableError) => void;
}

/**
 * Lets writes that are asked for together share one transaction, and so one wait for the disk.
 * Each has its own result, which its caller gets only after COMMIT.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  readonly #schedule: Schedule;
  readonly #requireIntact: () => void;
  #waiting: Waiting[] = [];
  /** Why nothing can be written any more. */
  #end: LogUnavailableError | undefined;

  /** @param requireIntact throws after a commit that is worth nothing, since the file is nobody's any more */
  constructor(database: DatabaseSync, schedule: Schedule, requireIntact: () => void = () => undefined) {
    this.#database = database;
    this.#requireIntact = requireIntact;
    this.#schedule = schedule;
  }

  /** Runs `write` within the next transaction. @throws LogUnavailableError when it is not known to be committed */
  add<T>(write: () => T): Promise<T> {
    if (this.#end !== undefined) {
      return Promise.reject(this.#end);
    }
    return new Promise<T>((resolve, reject) => {
      if (this.#waiting.push({ write, resolve: value => resolve(value as T), reject }) === 1) {
        this.#schedule(() => this.#flush());
      }
    });
  }

  /** Commits what is waiting and refuses what comes later. */
  close(): void {
    this.#end ??= new LogUnavailableError('the database is closed');
    this.#flush();
  }

  #flush(): void {
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length > 0) {
      this.#settle(group);
    }
  }

  #settle(group: readonly Waiting[]): void {
    try {
      const results = this.#commit(group);
      group.forEach(({ resolve }, index) => resolve(results[index]));
    } catch (error) {
      if (group.length > 1 && isFaultOfAWrite(error)) {
        group.forEach(waiting => this.#settle([waiting]));
        return;
      }
      const reason = toLogUnavailable(error);
      if (isDamage(error)) {
        // Some writes might still pass, and make it worse; and a server that refuses now and then is taken for well.
        this.#end = reason;
      }
      group.forEach(({ reject }) => reject(reason));
    }
  }

  #commit(group: readonly Waiting[]): unknown[] {
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      const results = group.map(({ write }) => write());
      this.#database.exec('COMMIT');
      this.#requireIntact();
      return results;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // SQLite has already rolled back by itself, as it does when the disk is full.
    }
  }
}
