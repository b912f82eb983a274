import type { DatabaseSync } from 'node:sqlite';
import { StoreUnusableError } from '../store-unusable';

/** Marks a file as ours: "JCM1" in ASCII. */
export const APPLICATION_ID = 0x4a434d31;

/** Each step takes the database from its index to the next `user_version`. Steps that were released never change. */
const MIGRATIONS: readonly string[] = [
  `
  -- AUTOINCREMENT: a reader's position must never come to mean another entry, even after the newest was erased.
  CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    class_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('batch', 'enrolled')),
    student_id TEXT NOT NULL,
    team TEXT NOT NULL,
    received_at_ms INTEGER NOT NULL,
    display_name TEXT,
    sid TEXT,
    first INTEGER,
    last INTEGER,
    sent_at TEXT,
    rejected TEXT,
    events TEXT
  ) STRICT;
  CREATE INDEX entries_of_class ON entries (class_id, id);

  CREATE TABLE marks (
    class_id TEXT NOT NULL,
    student_id TEXT NOT NULL,
    sid TEXT NOT NULL,
    hwm INTEGER NOT NULL,
    PRIMARY KEY (class_id, student_id, sid)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE classes (
    id TEXT PRIMARY KEY,
    join_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    join_code TEXT NOT NULL,
    policy TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE enrolments (
    class_id TEXT NOT NULL,
    student_id TEXT NOT NULL,
    display_name TEXT NOT NULL,
    team TEXT NOT NULL,
    device_id TEXT NOT NULL,
    enrolled_at_ms INTEGER NOT NULL,
    PRIMARY KEY (class_id, student_id)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE trims (
    class_id TEXT PRIMARY KEY,
    through TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE classes ADD COLUMN identity TEXT NOT NULL DEFAULT 'open';
  ALTER TABLE entries ADD COLUMN is_verified INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- One row: the name of the key that a server signed with last.
  CREATE TABLE signing_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    kid TEXT NOT NULL
  ) STRICT;

  CREATE TABLE instructors (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    token_digest TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- AUTOINCREMENT: what is read on from must never come to mean another entry.
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- The same table without the list of kinds: a new kind needs no new table again. Positions go on where they were.
  CREATE TABLE entries_of_any_kind (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    class_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    student_id TEXT NOT NULL,
    team TEXT NOT NULL,
    received_at_ms INTEGER NOT NULL,
    display_name TEXT,
    sid TEXT,
    first INTEGER,
    last INTEGER,
    sent_at TEXT,
    rejected TEXT,
    events TEXT,
    is_verified INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  INSERT INTO sqlite_sequence (name, seq) SELECT 'entries_of_any_kind', seq FROM sqlite_sequence WHERE name = 'entries';
  INSERT INTO entries_of_any_kind SELECT * FROM entries;
  DROP TABLE entries;
  ALTER TABLE entries_of_any_kind RENAME TO entries;
  CREATE INDEX entries_of_class ON entries (class_id, id);

  CREATE TABLE erasures (
    class_id TEXT NOT NULL,
    student_id TEXT NOT NULL,
    position TEXT NOT NULL,
    erased_at_ms INTEGER NOT NULL,
    is_finished INTEGER NOT NULL,
    PRIMARY KEY (class_id, student_id)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE classes ADD COLUMN teams TEXT;

  -- A class is open unless it has students here. Where its roster says nothing of teams, team is NULL.
  CREATE TABLE roster_students (
    class_id TEXT NOT NULL,
    student_id TEXT NOT NULL,
    display_name TEXT NOT NULL,
    team TEXT,
    PRIMARY KEY (class_id, student_id)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE classes ADD COLUMN attention TEXT;

  CREATE TABLE rooms (
    class_id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    rooms TEXT NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE classes ADD COLUMN has_roster INTEGER NOT NULL DEFAULT 0;
  UPDATE classes SET has_roster = 1 WHERE id IN (SELECT class_id FROM roster_students);
  `,
  `
  -- Alerts that an instructor has chosen something for; the others are as the server was started.
  CREATE TABLE alert_levels (
    alert TEXT PRIMARY KEY,
    setting TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Instructors' sessions that were ended before they expired, until they would have.
  CREATE TABLE ended_sessions (
    session_id TEXT PRIMARY KEY,
    expires_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- The key is worked out by the program, which fills in those that are missing. Who joined before now counts as having reported.
  ALTER TABLE enrolments ADD COLUMN student_key TEXT;
  ALTER TABLE enrolments ADD COLUMN is_silent INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX enrolments_by_key ON enrolments (class_id, student_key);
  CREATE INDEX enrolments_by_device ON enrolments (class_id, device_id);
  CREATE INDEX silent_enrolments ON enrolments (class_id, enrolled_at_ms) WHERE is_silent = 1;

  -- The devices that had to let go of a name, until another takes it.
  CREATE TABLE withdrawn_names (
    class_id TEXT NOT NULL,
    student_key TEXT NOT NULL,
    device_id TEXT NOT NULL,
    PRIMARY KEY (class_id, student_key)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- What the class's instructor said of its notebooks, as JSON.
  ALTER TABLE classes ADD COLUMN plan TEXT;
  `,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Makes sure that a database is ours to use, and reads nothing but its first page.
 * @throws StoreUnusableError for another program's database, or one that a newer version of this program made
 */
export function requireUsable(database: DatabaseSync, path: string): void {
  if (isEmpty(database)) {
    return;
  }
  requireOurs(database, path);
  if (isNewer(database)) {
    const version = readPragma(database, 'user_version');
    throw new StoreUnusableError(
      `${path} was made by a newer version of the cell monitor (schema ${String(version)}, this one knows ${String(SCHEMA_VERSION)}). ` +
        'Update the server, or give it another data directory.',
    );
  }
}

/** Whether a newer version of this program made a database of ours. */
export function isNewer(database: DatabaseSync): boolean {
  return readPragma(database, 'user_version') > SCHEMA_VERSION;
}

/** Brings a database of ours to the newest schema, or makes it in an empty file. */
export function prepareSchema(database: DatabaseSync): void {
  if (isEmpty(database)) {
    // Takes effect before the first table alone: space that trimming frees can be given back to the disk bit by bit.
    database.exec('PRAGMA auto_vacuum = INCREMENTAL');
  }
  const version = readPragma(database, 'user_version');
  if (version < SCHEMA_VERSION) {
    migrate(database, version);
  }
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined;
}

/** @throws StoreUnusableError for a database that is another program's, or empty */
export function requireOurs(database: DatabaseSync, path: string): void {
  if (readPragma(database, 'application_id') !== APPLICATION_ID) {
    throw new StoreUnusableError(
      `${path} is the database of another program, and was left as it is. Move it away, or give the server another data directory.`,
    );
  }
}

/** All steps or none: each commit of its own would wait for the disk several times. */
function migrate(database: DatabaseSync, version: number): void {
  database.exec(`
    BEGIN IMMEDIATE;
    ${MIGRATIONS.slice(version).join('\n')}
    PRAGMA application_id = ${String(APPLICATION_ID)};
    PRAGMA user_version = ${String(SCHEMA_VERSION)};
    COMMIT;`);
}

function readPragma(database: DatabaseSync, name: 'user_version' | 'application_id'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
