import type { DatabaseSync } from 'node:sqlite';
import { LogUnavailableError } from '../log-unavailable';
import type { DiskReserve } from './disk-reserve';
import { isDamage, isFaultOfAWrite, isFull, toLogUnavailable } from './sqlite-failure';

/** Runs a function soon: what is written until then shares one transaction. */
export type Schedule = (run: () => void) => void;

/** What must work on a full disk may use the room that is kept for it. */
export interface WriteOptions {
  readonly mayUseReserve?: boolean;
}

export interface GroupCommitOptions {
  /** Throws after a commit that is worth nothing, since the file is nobody's any more. */
  readonly requireIntact?: () => void;
  readonly reserve?: DiskReserve | undefined;
}

const RESERVED = 'the disk is full, and what is left is kept for erasing and releasing';

interface Waiting {
  readonly mayUseReserve: boolean;
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
  readonly #reserve: DiskReserve | undefined;
  #waiting: Waiting[] = [];
  /** Why nothing can be written any more. */
  #end: LogUnavailableError | undefined;

  constructor(database: DatabaseSync, schedule: Schedule, { requireIntact = () => undefined, reserve }: GroupCommitOptions = {}) {
    this.#database = database;
    this.#requireIntact = requireIntact;
    this.#reserve = reserve;
    this.#schedule = schedule;
  }

  /** Runs `write` within the next transaction. @throws LogUnavailableError when it is not known to be committed */
  add<T>(write: () => T, { mayUseReserve = false }: WriteOptions = {}): Promise<T> {
    if (this.#end !== undefined) {
      return Promise.reject(this.#end);
    }
    if (!mayUseReserve && this.#reserve?.isSpent === true && !this.#reserve.hold()) {
      return Promise.reject(new LogUnavailableError(RESERVED));
    }
    return new Promise<T>((resolve, reject) => {
      if (this.#waiting.push({ write, mayUseReserve, resolve: value => resolve(value as T), reject }) === 1) {
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
      if (isFull(error) && this.#settleFromReserve(group)) {
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

  /** Once more with the room that is kept, for those who may use it. @returns false when there is none of either */
  #settleFromReserve(group: readonly Waiting[]): boolean {
    const entitled = group.filter(({ mayUseReserve }) => mayUseReserve);
    if (entitled.length === 0 || this.#reserve?.release() !== true) {
      return false;
    }
    group.filter(each => !each.mayUseReserve).forEach(({ reject }) => reject(new LogUnavailableError(RESERVED)));
    this.#settle(entitled);
    return true;
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
