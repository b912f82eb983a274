import { LogUnavailableError } from '../log-unavailable';

const DAMAGED = 'the database file is damaged: stop the server and restore a backup';

const REASONS: Readonly<Record<number, string>> = {
  5: 'the database is locked by another program',
  6: 'the database is locked by another program',
  8: 'the database file cannot be written',
  10: 'the disk failed',
  11: DAMAGED,
  13: 'the disk is full',
  14: 'the database file cannot be opened',
  26: DAMAGED,
};

/** Results that say more than their primary code. */
const CLOSER_REASONS: Readonly<Record<number, string>> = {
  778: 'the disk refuses writes: it has failed, or a quota is used up',
};

const DAMAGE: ReadonlySet<number | undefined> = new Set([11, 26]);

/** Results that are the fault of what is written and not of the database: too big, against a constraint, of a wrong type. */
const FAULTS_OF_A_WRITE: ReadonlySet<number> = new Set([18, 19, 20, 25]);

/** SQLite's primary result code, or undefined when `error` is not SQLite's. */
export function sqliteResultCode(error: unknown): number | undefined {
  const { errcode } = error as { errcode?: unknown };
  return typeof errcode === 'number' ? errcode & 0xff : undefined;
}

/** Whether the database's file is not what it should be, which no further attempt changes. */
export function isDamage(error: unknown): boolean {
  return DAMAGE.has(sqliteResultCode(error));
}

/** Whether there is no room. */
export function isFull(error: unknown): boolean {
  return sqliteResultCode(error) === 13;
}

/** Whether what one caller wrote is to blame, so that others in its group may still succeed. */
export function isFaultOfAWrite(error: unknown): boolean {
  const code = sqliteResultCode(error);
  return code === undefined ? error instanceof TypeError : FAULTS_OF_A_WRITE.has(code);
}

/** What happened, in words that hold no data. */
export function describeSqliteFailure(error: unknown): string {
  const code = sqliteResultCode(error);
  if (code === undefined) {
    return (error as { code?: unknown }).code === 'ERR_INVALID_STATE' ? 'the database is closed' : 'the database refused the write';
  }
  return CLOSER_REASONS[(error as { errcode: number }).errcode] ?? REASONS[code] ?? `SQLite failed with code ${String(code)}`;
}

/** A failure of the database as whoever writes to the log meets it. */
export function toLogUnavailable(error: unknown): LogUnavailableError {
  return error instanceof LogUnavailableError ? error : new LogUnavailableError(describeSqliteFailure(error), { cause: error });
}

/** Runs `query`, turning every failure of the database into a `LogUnavailableError`. */
export async function whileAvailable<T>(query: () => T): Promise<T> {
  try {
    return query();
  } catch (error) {
    throw error instanceof RangeError ? error : toLogUnavailable(error);
  }
}
