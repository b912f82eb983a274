import type { DatabaseSync } from 'node:sqlite';
import {
  decideBatch,
  type AppendResult,
  type BatchAppend,
  type BatchEntry,
  type ErasedBefore,
  type Erasure,
  type EventLog,
  type Position,
  type RecordedEntry,
  type StoredEntry,
} from '../event-log';
import type { GroupCommit } from '../../databases/sqlite/group-commit';
import { GrowthListeners } from '../growth-listeners';
import { ENTRY_COLUMNS, isRowNumber, toRowNumber, toStoredEntry, writeAction, writeRejected, type EntryRow } from './sqlite-entry';
import { whileAvailable } from '../../databases/sqlite/sqlite-failure';
import { SCHEMA_VERSION } from '../../databases/sqlite/sqlite-schema';

type Statements = ReturnType<typeof prepareStatements>;

/** The log in an SQLite database. Listeners hear of the growth through this process only. */
export class SqliteEventLog implements EventLog {
  readonly #statements: Statements;
  readonly #commits: GroupCommit;
  readonly #growth: GrowthListeners;
  readonly #closeStore: () => Promise<void>;

  /** @param growth told of what this log and others who write into it append */
  constructor(database: DatabaseSync, commits: GroupCommit, closeStore: () => Promise<void>, growth = new GrowthListeners()) {
    this.#statements = prepareStatements(database);
    this.#commits = commits;
    this.#growth = growth;
    this.#closeStore = closeStore;
  }

  async append(classId: string, { entry, oldest, after }: BatchAppend): Promise<AppendResult | ErasedBefore> {
    const result = await this.#commits.add(() => this.#decideAndInsert(classId, entry, oldest, after));
    if (result.verdict === 'appended') {
      this.#growth.notify(classId);
    }
    return result;
  }

  async appendEntries(classId: string, ...entries: readonly [RecordedEntry, ...RecordedEntry[]]): Promise<Position> {
    const [first = 0] = await this.#commits.add(() => entries.map(entry => this.#insert(classId, entry)));
    this.#growth.notify(classId);
    return String(first);
  }

  highWaterMark(classId: string, studentId: string, sid: string): Promise<number> {
    return whileAvailable(() => this.#mark(classId, studentId, sid));
  }

  sources(classId: string): Promise<readonly { readonly studentId: string; readonly sid: string; readonly hwm: number }[]> {
    return whileAvailable(() =>
      this.#statements.marksOfClass
        .all(classId)
        .map(row => ({ studentId: String(row['student_id']), sid: String(row['sid']), hwm: Number(row['hwm']) })),
    );
  }

  read(classId: string, after: Position, limit: number): Promise<readonly StoredEntry[]> {
    return whileAvailable(() => {
      const rows = this.#statements.readAfter.all(classId, toRowNumber(after), limit) as unknown as EntryRow[];
      return rows.map(toStoredEntry);
    });
  }

  readAt(classId: string, positions: readonly Position[]): Promise<readonly StoredEntry[]> {
    return whileAvailable(() => {
      const rows = positions.filter(isRowNumber).map(position => this.#statements.readAt.get(classId, Number(position)));
      return rows.flatMap(row => (row === undefined ? [] : [toStoredEntry(row as unknown as EntryRow)]));
    });
  }

  onGrowth(listener: (classId: string) => void): () => void {
    return this.#growth.add(listener);
  }

  /** Commits a write that changes nothing: a full disk and another program's lock would go unnoticed by a mere read. */
  async check(): Promise<void> {
    await this.#commits.add(() => this.#statements.rewriteVersion.run());
  }

  close(): Promise<void> {
    return this.#closeStore();
  }

  #decideAndInsert(classId: string, entry: BatchEntry, oldest: number, after: Erasure | undefined): AppendResult | ErasedBefore {
    const { studentId, sid, first, last } = entry;
    const hwm = this.#mark(classId, studentId, sid);
    const erasure = this.#erasure(classId, studentId);
    if (erasure !== undefined && erasure.position !== after?.position) {
      return { verdict: 'erased', hwm, erasure };
    }
    const result = decideBatch(hwm, first, last, oldest);
    if (result.verdict === 'appended') {
      const { team, receivedAtMs, sentAt, rejected, eventsJson } = entry;
      const outcome = writeRejected(rejected);
      this.#statements.insertBatch.run(classId, studentId, team, receivedAtMs, sid, first, last, sentAt, outcome, eventsJson);
      this.#statements.raiseMark.run(classId, studentId, sid, result.hwm);
    }
    return result;
  }

  #insert(classId: string, entry: RecordedEntry): number | bigint {
    const { studentId, receivedAtMs } = entry;
    if (entry.kind === 'action') {
      return this.#statements.insertAction.run(classId, studentId, receivedAtMs, writeAction(entry)).lastInsertRowid;
    }
    const { team, displayName, isVerified = false } = entry;
    return this.#statements.insertEnrolled.run(classId, studentId, team, receivedAtMs, displayName, Number(isVerified)).lastInsertRowid;
  }

  #erasure(classId: string, studentId: string): Erasure | undefined {
    const row = this.#statements.erasure.get(classId, studentId);
    return row && { studentId, position: String(row['position']), erasedAtMs: Number(row['erased_at_ms']) };
  }

  #mark(classId: string, studentId: string, sid: string): number {
    return Number(this.#statements.mark.get(classId, studentId, sid)?.['hwm'] ?? 0);
  }
}

function prepareStatements(database: DatabaseSync) {
  return {
    insertBatch: database.prepare(
      `INSERT INTO entries (class_id, kind, student_id, team, received_at_ms, sid, first, last, sent_at, rejected, events)
       VALUES (?, 'batch', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    insertEnrolled: database.prepare(
      `INSERT INTO entries (class_id, kind, student_id, team, received_at_ms, display_name, is_verified)
       VALUES (?, 'enrolled', ?, ?, ?, ?, ?)`,
    ),
    insertAction: database.prepare(
      `INSERT INTO entries (class_id, kind, student_id, team, received_at_ms, events) VALUES (?, 'action', ?, '', ?, ?)`,
    ),
    raiseMark: database.prepare(
      `INSERT INTO marks (class_id, student_id, sid, hwm) VALUES (?, ?, ?, ?)
       ON CONFLICT (class_id, student_id, sid) DO UPDATE SET hwm = excluded.hwm`,
    ),
    mark: database.prepare('SELECT hwm FROM marks WHERE class_id = ? AND student_id = ? AND sid = ?'),
    erasure: database.prepare('SELECT position, erased_at_ms FROM erasures WHERE class_id = ? AND student_id = ?'),
    marksOfClass: database.prepare('SELECT student_id, sid, hwm FROM marks WHERE class_id = ?'),
    rewriteVersion: database.prepare(`PRAGMA user_version = ${String(SCHEMA_VERSION)}`),
    readAfter: database.prepare(`SELECT ${ENTRY_COLUMNS} FROM entries WHERE class_id = ? AND id > ? ORDER BY id LIMIT ?`),
    readAt: database.prepare(`SELECT ${ENTRY_COLUMNS} FROM entries WHERE class_id = ? AND id = ?`),
  };
}
