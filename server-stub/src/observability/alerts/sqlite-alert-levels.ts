import type { DatabaseSync } from 'node:sqlite';
import type { GroupCommit } from '../../databases/sqlite/group-commit';
import { whileAvailable } from '../../databases/sqlite/sqlite-failure';
import type { AlertLevelStore, ChosenLevels } from './alert-level-store';
import { readChosenLevels } from './check-levels';

/** Levels in the log's SQLite database, a row for each alert. */
export class SqliteAlertLevels implements AlertLevelStore {
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #commits: GroupCommit;

  constructor(database: DatabaseSync, commits: GroupCommit) {
    this.#statements = prepareStatements(database);
    this.#commits = commits;
  }

  get(): Promise<ChosenLevels> {
    return whileAvailable(() => readChosenLevels(this.#statements.all.all().map(row => [String(row['alert']), String(row['setting'])])));
  }

  put(chosen: ChosenLevels): Promise<void> {
    return this.#commits.add(() => {
      Object.entries(chosen).forEach(([alert, setting]) => this.#statements.put.run(alert, JSON.stringify(setting)));
    });
  }
}

function prepareStatements(database: DatabaseSync) {
  return {
    all: database.prepare('SELECT alert, setting FROM alert_levels'),
    put: database.prepare('INSERT INTO alert_levels (alert, setting) VALUES (?, ?) ON CONFLICT DO UPDATE SET setting = excluded.setting'),
  };
}
