import type { DatabaseSync } from 'node:sqlite';
import { LogUnavailableError } from '../../databases/log-unavailable';
import type { ErasedSource, Erasure, Position } from '../event-log';
import type { GroupCommit } from '../../databases/sqlite/group-commit';
import type { GrowthListeners } from '../growth-listeners';
import type { LogErasure, NotedErasure } from '../log-erasure';
import { studentsOf } from '../erased-by';
import { readAction, toRowNumber } from './sqlite-entry';
import { whileAvailable } from '../../databases/sqlite/sqlite-failure';
import { vacuum } from '../../databases/sqlite/sqlite-vacuum';

type Statements = ReturnType<typeof prepareStatements>;

/** Entries looked at in one transaction: about a millisecond's work, so that appends hardly wait. */
const ENTRIES_PER_STEP = 500;
/** Text removed in one transaction: all of it is written ahead once more, as nothing, and on a full disk there is little room for that. */
const BYTES_PER_STEP = 512 * 1024;
/** Erasing is what makes room, and must not wait for it. */
const ON_FULL_DISK = { mayUseReserve: true } as const;

/** Erases in an SQLite file: what is deleted is overwritten, free pages go back to the disk, and the write-ahead log is emptied. */
export class SqliteErasure implements LogErasure {
  readonly #statements: Statements;

  constructor(
    private readonly database: DatabaseSync,
    private readonly commits: Pick<GroupCommit, 'add'>,
    private readonly growth: GrowthListeners,
  ) {
    this.#statements = prepareStatements(database);
  }

  async begin(classId: string, studentId: string, erasedAtMs: number): Promise<Erasure> {
    const position = await this.commits.add(() => {
      const sources = this.#statements.marks.all(classId, studentId).map(toErasedSource);
      const { lastInsertRowid } = this.#statements.insertErased.run(classId, studentId, erasedAtMs, JSON.stringify(sources));
      this.#statements.note.run(classId, studentId, String(lastInsertRowid), erasedAtMs, 0);
      return String(lastInsertRowid);
    }, ON_FULL_DISK);
    this.growth.notify(classId);
    return { studentId, position, erasedAtMs };
  }

  list(classId: string): Promise<readonly NotedErasure[]> {
    return whileAvailable(() => this.#statements.ofClass.all(classId).map(toNotedErasure));
  }

  async remove(classId: string, { studentId, position }: Erasure): Promise<void> {
    const end = toRowNumber(position);
    let after: number | undefined = 0;
    while (after !== undefined) {
      const from: number = after;
      after = await this.commits.add(() => this.#removeStep(classId, studentId, from, end), ON_FULL_DISK);
    }
  }

  async scrub(): Promise<void> {
    await vacuum(this.database, { add: write => this.commits.add(write, ON_FULL_DISK) }, 0);
    await this.#emptyWal();
  }

  async finish(classId: string, { studentId, position }: Erasure): Promise<void> {
    await this.commits.add(() => this.#statements.finish.run(classId, studentId, position), ON_FULL_DISK);
  }

  async restore(classId: string, { studentId, position, erasedAtMs }: Erasure): Promise<void> {
    await this.commits.add(() => this.#statements.restore.run(classId, studentId, position, erasedAtMs));
  }

  /** @returns where the next step goes on; undefined at the end */
  #removeStep(classId: string, studentId: string, after: number, end: number): number | undefined {
    const rows = this.#statements.whose.all(classId, after, end) as unknown as readonly OwnedRow[];
    let bytes = 0;
    for (const row of rows) {
      if (studentsOfRow(row).includes(studentId)) {
        this.#statements.remove.run(row.id);
        bytes += row.bytes;
      }
      if (bytes >= BYTES_PER_STEP) {
        return row.id;
      }
    }
    return rows.length < ENTRIES_PER_STEP ? undefined : rows.at(-1)?.id;
  }

  /** The write-ahead log holds pages as they were: it is brought into the file and cut to nothing, which needs a moment without other readers. */
  async #emptyWal(): Promise<void> {
    const isBusy = await whileAvailable(() => this.database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 1);
    if (isBusy) {
      throw new LogUnavailableError('another program reads the database, whose write-ahead log cannot be emptied meanwhile');
    }
  }
}

interface OwnedRow {
  readonly id: number;
  readonly student_id: string;
  readonly bytes: number;
  /** Of an action of nobody in particular: what it is. */
  readonly common_action: string | null;
}

function studentsOfRow({ student_id: studentId, common_action: text }: OwnedRow): readonly string[] {
  return text === null ? [studentId] : studentsOf({ kind: 'action', studentId, receivedAtMs: 0, ...readAction(text) });
}

function toErasedSource(row: Record<string, unknown>): ErasedSource {
  return { sid: String(row['sid']), hwm: Number(row['hwm']) };
}

function toNotedErasure(row: Record<string, unknown>): NotedErasure {
  const position: Position = String(row['position']);
  const isFinished = row['is_finished'] === 1;
  return { studentId: String(row['student_id']), position, erasedAtMs: Number(row['erased_at_ms']), isFinished };
}

function prepareStatements(database: DatabaseSync) {
  return {
    marks: database.prepare('SELECT sid, hwm FROM marks WHERE class_id = ? AND student_id = ?'),
    insertErased: database.prepare(
      `INSERT INTO entries (class_id, kind, student_id, team, received_at_ms, events) VALUES (?, 'erased', ?, '', ?, ?)`,
    ),
    note: database.prepare(
      'INSERT OR REPLACE INTO erasures (class_id, student_id, position, erased_at_ms, is_finished) VALUES (?, ?, ?, ?, ?)',
    ),
    ofClass: database.prepare('SELECT student_id, position, erased_at_ms, is_finished FROM erasures WHERE class_id = ?'),
    whose: database.prepare(
      `SELECT id, student_id, coalesce(length(events), 0) AS bytes, iif(kind = 'action' AND student_id = '', events, NULL) AS common_action
        FROM entries WHERE class_id = ? AND id > ? AND id < ? ORDER BY id LIMIT ${String(ENTRIES_PER_STEP)}`,
    ),
    remove: database.prepare('DELETE FROM entries WHERE id = ?'),
    finish: database.prepare('UPDATE erasures SET is_finished = 1 WHERE class_id = ? AND student_id = ? AND position = ?'),
    restore: database.prepare(
      `INSERT INTO erasures (class_id, student_id, position, erased_at_ms, is_finished) VALUES (?, ?, ?, ?, 0) ON CONFLICT DO NOTHING`,
    ),
  };
}
