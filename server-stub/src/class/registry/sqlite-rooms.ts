import type { DatabaseSync } from 'node:sqlite';
import type { Room, RoomPlan } from '../../../../src/protocol';
import type { GroupCommit } from '../../databases/sqlite/group-commit';
import { whileAvailable } from '../../databases/sqlite/sqlite-failure';
import { NO_ROOMS, type Rooms } from './rooms';

/** Rooms in the log's SQLite database. */
export class SqliteRooms implements Rooms {
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #commits: GroupCommit;

  constructor(database: DatabaseSync, commits: GroupCommit) {
    this.#statements = prepareStatements(database);
    this.#commits = commits;
  }

  get(classId: string): Promise<RoomPlan> {
    return whileAvailable(() => {
      const row = this.#statements.ofClass.get(classId);
      return row === undefined ? NO_ROOMS : { revision: Number(row['revision']), rooms: JSON.parse(String(row['rooms'])) as Room[] };
    });
  }

  replace(classId: string, { revision, rooms }: RoomPlan): Promise<boolean> {
    const text = JSON.stringify(rooms);
    return this.#commits.add(() => {
      const statement = revision === 0 ? this.#statements.insert : this.#statements.update;
      return Number(statement.run({ classId, revision, text }).changes) === 1;
    });
  }
}

function prepareStatements(database: DatabaseSync) {
  return {
    ofClass: database.prepare('SELECT revision, rooms FROM rooms WHERE class_id = ?'),
    insert: database.prepare(
      'INSERT INTO rooms (class_id, revision, rooms) VALUES ($classId, $revision + 1, $text) ON CONFLICT DO NOTHING',
    ),
    update: database.prepare('UPDATE rooms SET revision = revision + 1, rooms = $text WHERE class_id = $classId AND revision = $revision'),
  };
}
