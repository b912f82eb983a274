import type { DatabaseSync } from 'node:sqlite';
import { comparePositions, LOG_START, type Position } from '../event-log';
import type { GroupCommit } from '../../databases/sqlite/group-commit';
import type { LogRetention, SourceMark } from '../log-retention';
import { toRowNumber } from './sqlite-entry';
import { whileAvailable } from '../../databases/sqlite/sqlite-failure';
import { readPragma, vacuum } from '../../databases/sqlite/sqlite-vacuum';

type Statements = ReturnType<typeof prepareStatements>;

/** Entries removed in one transaction: about a millisecond's work, so that appends hardly wait. */
const ENTRIES_PER_STEP = 100;
/** Free pages that the file keeps for what comes next. */
const SPARE_PAGES = 1024;

/** Trims an SQLite log. Its file is one server's, so the lease is always granted. */
export class SqliteRetention implements LogRetention {
  readonly #database: DatabaseSync;
  readonly #statements: Statements;
  readonly #commits: Pick<GroupCommit, 'add'>;

  constructor(database: DatabaseSync, commits: Pick<GroupCommit, 'add'>) {
    this.#database = database;
    this.#statements = prepareStatements(database);
    this.#commits = commits;
  }

  trimmedThrough(classId: string): Promise<Position> {
    return whileAvailable(() => this.#trimmedThrough(classId));
  }

  lastPosition(classId: string): Promise<Position> {
    return whileAvailable(() => {
      const newest = this.#statements.newest.get(classId)?.['id'];
      return newest === undefined ? this.#trimmedThrough(classId) : String(newest);
    });
  }

  async trim(classId: string, through: Position): Promise<void> {
    await this.#commits.add(() => this.#raiseTrim(classId, through));
    const row = toRowNumber(through);
    while (Number((await this.#commits.add(() => this.#statements.removeSome.run(classId, row))).changes) === ENTRIES_PER_STEP) {
      // Each step is a transaction of its own, shared with the appends that came meanwhile.
    }
    await vacuum(this.#database, this.#commits, SPARE_PAGES);
  }

  async resumeAfter(classId: string, through: Position, marks: readonly SourceMark[]): Promise<void> {
    await this.#commits.add(() => {
      this.#raiseTrim(classId, through);
      this.#raiseSequence(toRowNumber(through));
      for (const { studentId, sid, hwm } of marks) {
        this.#statements.raiseMark.run(classId, studentId, sid, hwm);
      }
    });
    await this.trim(classId, through);
  }

  sizeBytes(): Promise<number> {
    return whileAvailable(() => this.#sizeBytes());
  }

  async takeLease(): Promise<boolean> {
    return true;
  }

  #trimmedThrough(classId: string): Position {
    return String(this.#statements.trimmed.get(classId)?.['through'] ?? LOG_START);
  }

  #sizeBytes(): number {
    const usedPages = readPragma(this.#database, 'page_count') - readPragma(this.#database, 'freelist_count');
    return usedPages * readPragma(this.#database, 'page_size');
  }

  #raiseTrim(classId: string, through: Position): void {
    if (comparePositions(through, this.#trimmedThrough(classId)) > 0) {
      this.#statements.setTrimmed.run(classId, through);
    }
  }

  #raiseSequence(row: number): void {
    if (Number(this.#statements.raiseSequence.run(row).changes) === 0) {
      this.#statements.startSequence.run(row);
    }
  }
}

function prepareStatements(database: DatabaseSync) {
  return {
    trimmed: database.prepare('SELECT through FROM trims WHERE class_id = ?'),
    setTrimmed: database.prepare(
      'INSERT INTO trims (class_id, through) VALUES (?, ?) ON CONFLICT (class_id) DO UPDATE SET through = excluded.through',
    ),
    newest: database.prepare('SELECT id FROM entries WHERE class_id = ? ORDER BY id DESC LIMIT 1'),
    removeSome: database.prepare(
      `DELETE FROM entries WHERE id IN
         (SELECT id FROM entries WHERE class_id = ? AND id <= ? ORDER BY id LIMIT ${String(ENTRIES_PER_STEP)})`,
    ),
    raiseMark: database.prepare(
      `INSERT INTO marks (class_id, student_id, sid, hwm) VALUES (?, ?, ?, ?)
       ON CONFLICT (class_id, student_id, sid) DO UPDATE SET hwm = max(hwm, excluded.hwm)`,
    ),
    raiseSequence: database.prepare(`UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'entries'`),
    startSequence: database.prepare(`INSERT INTO sqlite_sequence (name, seq) VALUES ('entries', ?)`),
  };
}
