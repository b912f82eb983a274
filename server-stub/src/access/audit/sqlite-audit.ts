import type { DatabaseSync } from 'node:sqlite';
import type { GroupCommit } from '../../databases/sqlite/group-commit';
import { whileAvailable } from '../../databases/sqlite/sqlite-failure';
import { AUDIT_ENTRIES_KEPT, type AuditRecord, type AuditTrail, type KeptAudit } from './audit-trail';

/** What is done on a full disk is on record, too. */
const ON_FULL_DISK = { mayUseReserve: true } as const;

/** The audit trail in the log's SQLite database. */
export class SqliteAudit implements AuditTrail {
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #commits: GroupCommit;

  constructor(database: DatabaseSync, commits: GroupCommit) {
    this.#statements = prepareStatements(database);
    this.#commits = commits;
  }

  append(record: AuditRecord): Promise<void> {
    return this.#commits.add(() => {
      const { lastInsertRowid } = this.#statements.insert.run(JSON.stringify(record));
      this.#statements.trim.run(Number(lastInsertRowid) - AUDIT_ENTRIES_KEPT);
    }, ON_FULL_DISK);
  }

  read(limit: number, before?: string): Promise<readonly KeptAudit[]> {
    return whileAvailable(() =>
      this.#statements.newestBefore
        .all(before === undefined ? Number.MAX_SAFE_INTEGER : Number.parseInt(before, 10), limit)
        .map(({ id, entry }) => ({ ...(JSON.parse(String(entry)) as AuditRecord), id: String(id) })),
    );
  }
}

function prepareStatements(database: DatabaseSync) {
  return {
    insert: database.prepare('INSERT INTO audit (entry) VALUES (?)'),
    trim: database.prepare('DELETE FROM audit WHERE id <= ?'),
    newestBefore: database.prepare('SELECT id, entry FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?'),
  };
}
