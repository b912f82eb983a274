import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Role } from '../../../../src/protocol';
import type { GroupCommit } from '../../databases/sqlite/group-commit';
import { whileAvailable } from '../../databases/sqlite/sqlite-failure';
import type { InstructorRecord, Staff } from './staff';

/** Instructors in the log's SQLite database. */
export class SqliteStaff implements Staff {
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #commits: GroupCommit;

  constructor(database: DatabaseSync, commits: GroupCommit) {
    this.#statements = prepareStatements(database);
    this.#commits = commits;
  }

  list(): Promise<readonly InstructorRecord[]> {
    return whileAvailable(() => this.#statements.all.all().map(toRecord));
  }

  add({ id, name, role, tokenDigest, createdAtMs }: InstructorRecord): Promise<void> {
    return this.#commits.add(() => void this.#statements.insert.run(id, name, role, tokenDigest, createdAtMs));
  }

  remove(id: string): Promise<boolean> {
    return this.#commits.add(() => Number(this.#statements.remove.run(id).changes) === 1, { mayUseReserve: true });
  }
}

function prepareStatements(database: DatabaseSync) {
  return {
    all: database.prepare('SELECT * FROM instructors ORDER BY created_at_ms, id'),
    insert: database.prepare('INSERT INTO instructors (id, name, role, token_digest, created_at_ms) VALUES (?, ?, ?, ?, ?)'),
    remove: database.prepare('DELETE FROM instructors WHERE id = ?'),
  };
}

function toRecord(row: Record<string, SQLOutputValue>): InstructorRecord {
  return {
    id: String(row['id']),
    name: String(row['name']),
    role: String(row['role']) as Role,
    tokenDigest: String(row['token_digest']),
    createdAtMs: Number(row['created_at_ms']),
  };
}
