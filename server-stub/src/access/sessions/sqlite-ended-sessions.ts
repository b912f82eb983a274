import type { DatabaseSync } from 'node:sqlite';
import type { GroupCommit } from '../../databases/sqlite/group-commit';
import { whileAvailable } from '../../databases/sqlite/sqlite-failure';
import type { EndedSessions } from './ended-sessions';

/** Ended sessions in the log's SQLite database, a row for each. */
export class SqliteEndedSessions implements EndedSessions {
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #commits: GroupCommit;

  constructor(database: DatabaseSync, commits: GroupCommit) {
    this.#statements = prepareStatements(database);
    this.#commits = commits;
  }

  add(sessionId: string, expiresAtMs: number, nowMs: number): Promise<void> {
    return this.#commits.add(
      () => {
        this.#statements.forget.run(nowMs);
        this.#statements.add.run(sessionId, expiresAtMs);
      },
      { mayUseReserve: true },
    );
  }

  has(sessionId: string): Promise<boolean> {
    return whileAvailable(() => this.#statements.find.get(sessionId) !== undefined);
  }
}

function prepareStatements(database: DatabaseSync) {
  return {
    find: database.prepare('SELECT 1 FROM ended_sessions WHERE session_id = ?'),
    add: database.prepare('INSERT INTO ended_sessions (session_id, expires_at_ms) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    forget: database.prepare('DELETE FROM ended_sessions WHERE expires_at_ms < ?'),
  };
}
