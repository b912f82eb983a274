import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../src/protocol';
import { describeAlertLevels } from '../contracts/alert-levels.contract';
import { describeEndedSessions } from '../contracts/ended-sessions.contract';
import { describeAuditTrail } from '../contracts/audit-trail.contract';
import { describeEventLog } from '../contracts/event-log.contract';
import { batch } from '../support/log/batches';
import { type BatchEntry, type EventLog, LOG_START } from '../../src/log/event-log';
import { GroupCommit } from '../../src/databases/sqlite/group-commit';
import { describeLogErasure } from '../contracts/log-erasure.contract';
import { describeLogRetention } from '../contracts/log-retention.contract';
import { openDatabase } from '../../src/databases/sqlite/sqlite-database';
import { SqliteEventLog } from '../../src/log/sqlite/sqlite-event-log';
import { openSqliteStore } from '../../src/app/storage/sqlite-store';
import type { Store } from '../../src/app/storage/store';
import { describeRegistry } from '../contracts/registry.contract';
import { describeStaff } from '../contracts/staff.contract';
import { writeUntilKilled } from './killed-writer';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cell-monitor-sqlite-'));
  path = join(directory, 'log.db');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('the log in an SQLite file', () => {
  describeEventLog(async () => openSqliteStore(path));
});
describe('the log in an SQLite database in memory', () => {
  describeEventLog(async () => openSqliteStore(':memory:'));
});
describe('trimming the log in an SQLite file', () => {
  describeLogRetention(async () => openSqliteStore(path));

  it('gives the space of trimmed entries back to the disk', async () => {
    const store = openSqliteStore(path);
    const { log, retention } = store;
    const eventsJson = JSON.stringify([{ code: 'x'.repeat(100_000) }]);
    for (let seq = 1; seq <= 200; seq++) {
      await log.append('c', batch(seq, seq, { eventsJson }));
    }
    const checkpoint = (): void => {
      const other = new DatabaseSync(path);
      other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      other.close();
    };
    checkpoint();
    const full = statSync(path).size;
    await retention.trim('c', await retention.lastPosition('c'));
    checkpoint();

    expect(full).toBeGreaterThan(20_000_000);
    expect(statSync(path).size).toBeLessThan(6_000_000);
    await store.close();
  });
});
describe('erasing in an SQLite file', () => {
  describeLogErasure(async () => openSqliteStore(path));

  it('leaves none of the bytes, in the file or beside it, neither of what was erased nor of what was trimmed before', async () => {
    const store = openSqliteStore(path);
    const { log, retention, erasure, registry } = store;
    const code = (seq: number): string => JSON.stringify([{ code: `canary ${String(seq)} `.repeat(seq * 40) }]);
    await registry.enrol({ classId: 'c', studentId: 'ada', displayName: 'canary', team: '', deviceId: 'd', enrolledAtMs: 1 });
    for (let seq = 1; seq <= 120; seq++) {
      await log.append('c', batch(seq, seq, { eventsJson: code(seq) }));
      await log.append('c', batch(seq, seq, { studentId: 'bob', eventsJson: JSON.stringify([{ code: 'x'.repeat(seq * 30) }]) }));
    }
    const [, , , , , , trimmed] = await log.read('c', LOG_START, 10);
    await retention.trim('c', trimmed?.position ?? '');
    await registry.release('c', 'ada');
    await erasure.remove('c', await erasure.begin('c', 'ada', 1));
    await erasure.scrub();
    const files = readdirSync(directory).map(name => readFileSync(join(directory, name)));

    expect(files.length).toBeGreaterThan(1);
    expect(files.some(bytes => bytes.includes('canary'))).toBe(false);
    expect((await log.read('c', LOG_START, 1000)).filter(({ entry }) => entry.studentId === 'bob').length).toBeGreaterThan(100);
    await store.close();
  });

  it('says that it is not done while another program reads the database', async () => {
    const store = openSqliteStore(path);
    await store.log.append('c', batch(1, 1));
    await store.erasure.remove('c', await store.erasure.begin('c', 'ada', 1));
    const other = new DatabaseSync(path);
    other.exec('BEGIN; SELECT count(*) FROM entries');
    await store.log.append('c', batch(1, 1, { studentId: 'bob' }));
    await expect(store.erasure.scrub()).rejects.toMatchObject({ name: 'LogUnavailableError' });
    other.close();
    await store.erasure.scrub();
    await store.close();
  });

  it('takes up a file from before there was any erasing, with positions that go on', async () => {
    const store = openSqliteStore(path);
    await store.log.append('c', batch(1, 1));
    await store.log.append('c', batch(2, 2));
    const position = await store.retention.lastPosition('c');
    await store.retention.trim('c', position);
    await store.close();
    const older = new DatabaseSync(path);
    older.exec(`
      DROP TABLE erasures; DROP TABLE roster_students; DROP TABLE rooms; DROP TABLE alert_levels; DROP TABLE ended_sessions;
      DROP TABLE withdrawn_names; DROP INDEX enrolments_by_key; DROP INDEX enrolments_by_device; DROP INDEX silent_enrolments;
      ALTER TABLE enrolments DROP COLUMN student_key; ALTER TABLE enrolments DROP COLUMN is_silent;
      ALTER TABLE classes DROP COLUMN teams; ALTER TABLE classes DROP COLUMN attention; ALTER TABLE classes DROP COLUMN has_roster;
      ALTER TABLE classes DROP COLUMN plan;
      PRAGMA user_version = 4`);
    older.close();
    const reopened = openSqliteStore(path);
    await reopened.log.append('c', batch(3, 3));

    expect(await reopened.retention.lastPosition('c')).toBe(String(Number(position) + 1));
    await reopened.close();
  });
});
describe('the registry in an SQLite file', () => {
  describeRegistry(async () => openSqliteStore(path));
});

describe('the instructors in an SQLite file', () => {
  describeStaff(async () => openSqliteStore(path));
});
describe('the levels of alerts in an SQLite file', () => {
  describeAlertLevels(async () => openSqliteStore(path));
});
describe('ended sessions in an SQLite file', () => {
  describeEndedSessions(async () => openSqliteStore(path));
});
describe('the audit trail in an SQLite file', () => {
  describeAuditTrail(async () => openSqliteStore(path));
});

describe('an SQLite store that is opened again', () => {
  it('reads on over an entry that a newer server has put there', async () => {
    const store = openSqliteStore(path);
    await store.log.append('c', batch(1, 1));
    const newer = new DatabaseSync(path);
    newer.exec(`INSERT INTO entries (class_id, kind, student_id, team, received_at_ms) VALUES ('c', 'weather', 'ada', '', 5)`);
    newer.close();
    await store.log.append('c', batch(2, 2));

    expect((await store.log.read('c', LOG_START, 10)).map(({ entry }) => entry.kind)).toEqual(['batch', 'weather', 'batch']);
    await store.close();
  });

  it('has everything that was acknowledged', async () => {
    const first = openSqliteStore(path);
    await first.log.append('c', batch(1, 5));
    await first.registry.createClass({ id: 'c', name: 'C', joinCode: 'code', policy: DEFAULT_POLICY, createdAtMs: 1 });
    const [stored] = await first.log.read('c', LOG_START, 1);
    await first.close();

    const second = openSqliteStore(path);
    expect(await second.log.append('c', batch(1, 5))).toEqual({ verdict: 'known', hwm: 5 });
    expect(await second.log.append('c', batch(6, 6))).toEqual({ verdict: 'appended', hwm: 6 });
    expect(await second.log.read('c', LOG_START, 1)).toEqual([stored]);
    expect(await second.log.read('c', stored?.position ?? '', 10)).toMatchObject([{ entry: { first: 6 } }]);
    expect(await second.registry.getClass('c')).toMatchObject({ joinCode: 'code' });
    await second.close();
  });

  it('has everything that was acknowledged before the process was killed', async () => {
    const acknowledged = await writeUntilKilled(path, 500);
    const store = openSqliteStore(path);
    for (const [sid, hwm] of acknowledged) {
      expect(await store.log.highWaterMark('c', 'ada', sid)).toBeGreaterThanOrEqual(hwm);
    }
    const entries = await store.log.read('c', LOG_START, 1_000_000);
    const stored = new Map<string, number>();
    for (const { entry } of entries as readonly { readonly entry: BatchEntry }[]) {
      expect(entry.first).toBe((stored.get(entry.sid) ?? 0) + 1);
      stored.set(entry.sid, entry.last);
    }
    expect(new Map((await store.log.sources('c')).map(({ sid, hwm }) => [sid, hwm]))).toEqual(stored);
    await store.close();
  });

  it('decides together with another server on the same file', async () => {
    const one = openSqliteStore(path);
    const other = openSqliteStore(path);
    await one.log.append('c', batch(1, 5));
    expect(await other.log.append('c', batch(1, 5))).toEqual({ verdict: 'known', hwm: 5 });
    expect(await other.log.append('c', batch(6, 7))).toEqual({ verdict: 'appended', hwm: 7 });
    expect(await one.log.highWaterMark('c', 'ada', batch(1, 1).entry.sid)).toBe(7);
    await Promise.all([one.close(), other.close()]);
  });
});

describe('opening an SQLite store', () => {
  it('makes files that only their owner can read', async () => {
    const store = openSqliteStore(path);
    await store.log.append('c', batch(1, 1));
    for (const file of [path, `${path}-wal`, `${path}-shm`]) {
      expect(statSync(file).mode & 0o777).toBe(0o600);
    }
    await store.close();
  });

  it('syncs every commit to the disk', () => {
    const database = openDatabase(path);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    database.close();
  });

  it.each([
    ['a file that is no database', () => writeFileSync(path, 'These are my notes. '.repeat(500)), /not a database.*left as it is/u],
    ['a database of another program', () => execute('CREATE TABLE recipes (name TEXT)'), /another program/u],
    ["a newer version's database", () => makeNewer(), /newer version.*Update the server/u],
    ['a database with a damaged header', () => damage(bytes => bytes.fill(0xa5, 0, 16)), /damaged/u],
    ['a database with damaged page sizes', () => damage(bytes => bytes.fill(0xa5, 16, 32)), /damaged/u],
    ['a database whose table of tables is damaged', () => damage(bytes => bytes.fill(0xa5, 100, 4096)), /damaged/u],
    ['a database with a damaged page in the middle', () => damage(damageMiddle), /damaged.*restore a copy/u],
    ['a database that lost its second half', () => damage(bytes => bytes.subarray(0, bytes.length / 2)), /damaged/u],
    ['a database that lost all but a few bytes', () => damage(bytes => bytes.subarray(0, 50)), /damaged/u],
    ['a database that is empty beside its write-ahead log', () => emptyBesideLog(), /damaged/u],
    ['a damaged database that has more in its write-ahead log', () => damageBesideLog(), /damaged/u],
  ])('refuses %s and leaves it as it was', async (_what, prepare, reason) => {
    await Promise.resolve(prepare());
    const before = readFileSync(path);
    expect(() => openSqliteStore(path)).toThrow(reason);
    expect(() => openSqliteStore(path)).toThrow(expect.objectContaining({ name: 'StoreUnusableError' }));
    expect(readFileSync(path)).toEqual(before);
  });

  it('names a directory that is not there', () => {
    expect(() => openSqliteStore(join(directory, 'nowhere', 'log.db'))).toThrow(/ENOENT.*directory exists/u);
  });

  function execute(sql: string): void {
    const database = new DatabaseSync(path);
    database.exec(sql);
    database.close();
  }

  async function makeNewer(): Promise<void> {
    await openSqliteStore(path).close();
    execute('PRAGMA user_version = 1000');
  }

  async function fill(): Promise<Store> {
    const store = openSqliteStore(path);
    await Promise.all(Array.from({ length: 300 }, (_, index) => store.log.append('c', batch(1, 1, { sid: `source-${String(index)}` }))));
    return store;
  }

  /** What a bad disk does to a log that holds something. */
  async function damage(change: (bytes: Buffer) => Uint8Array): Promise<void> {
    await (await fill()).close();
    writeFileSync(path, change(readFileSync(path)));
  }

  /** Three pages: one alone might be free, or be in the write-ahead log anew. */
  const damageMiddle = (bytes: Buffer): Uint8Array => {
    const page = Math.floor(bytes.length / 4096 / 2);
    return bytes.fill(0xa5, (page - 1) * 4096, (page + 2) * 4096);
  };

  /** The files as a killed server left them: part of the log is in the write-ahead log alone. */
  async function damageBesideLog(change: (bytes: Buffer) => Uint8Array = damageMiddle): Promise<void> {
    const store = await fill();
    execute('PRAGMA wal_checkpoint(TRUNCATE)');
    await store.log.append('c', batch(1, 1));
    const [file, wal] = [readFileSync(path), readFileSync(`${path}-wal`)];
    await store.close();
    writeFileSync(path, change(file));
    writeFileSync(`${path}-wal`, wal);
  }

  const emptyBesideLog = (): Promise<void> => damageBesideLog(() => new Uint8Array());
});

describe('a damaged page that is found while the server runs', () => {
  it('fails what needs it, then every write, with what to do; nothing crashes', async () => {
    const database = openDatabase(path);
    const log = new SqliteEventLog(database, new GroupCommit(database, setImmediate), async () => database.close());
    await Promise.all(Array.from({ length: 300 }, (_, index) => log.append('c', batch(1, 1, { sid: `source-${String(index)}` }))));
    database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA shrink_memory;');
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 4096);
    writeFileSync(path, bytes);
    const damaged = { name: 'LogUnavailableError', message: 'the database file is damaged: stop the server and restore a backup' };

    await expect(log.read('c', LOG_START, 10)).rejects.toMatchObject(damaged);
    await expect(log.append('c', batch(1, 1))).rejects.toMatchObject(damaged);
    // A check alone would touch the first page only, and find nothing.
    await expect(log.check()).rejects.toMatchObject(damaged);
    await log.close();
  });
});

describe('group commit', () => {
  let database: DatabaseSync;
  let scheduled: (() => void)[];
  let log: EventLog;
  beforeEach(() => {
    database = openDatabase(path);
    scheduled = [];
    log = new SqliteEventLog(database, new GroupCommit(database, run => scheduled.push(run)), async () => database.close());
  });
  afterEach(() => log.close());

  const commitNow = (): void => scheduled.splice(0).forEach(run => run());
  const rowsSeenByOthers = (): unknown => {
    const other = new DatabaseSync(path, { readOnly: true });
    const row = other.prepare('SELECT count(*) AS n FROM entries').get();
    other.close();
    return row?.['n'];
  };

  it('shares one transaction between all that came together, each with its own verdict', async () => {
    const results = Promise.all([
      log.append('c', batch(1, 2)),
      log.append('c', batch(1, 2)),
      log.append('c', batch(9, 9)),
      log.append('c', batch(3, 3)),
    ]);
    expect(scheduled).toHaveLength(1);
    expect(rowsSeenByOthers()).toBe(0);
    commitNow();
    expect(await results).toEqual([
      { verdict: 'appended', hwm: 2 },
      { verdict: 'known', hwm: 2 },
      { verdict: 'rewind', hwm: 2 },
      { verdict: 'appended', hwm: 3 },
    ]);
    expect(rowsSeenByOthers()).toBe(2);
  });

  it('acknowledges nothing before the commit', async () => {
    let isSettled = false;
    const append = log.append('c', batch(1, 1)).then(() => {
      isSettled = true;
    });
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    expect(isSettled).toBe(false);
    commitNow();
    await append;
    expect(rowsSeenByOthers()).toBe(1);
  });

  it('rejects the whole group while the disk is full, then goes on', async () => {
    const large = JSON.stringify(['x'.repeat(100_000)]);
    const { page_count: pages } = database.prepare('PRAGMA page_count').get() as { page_count: number };
    database.exec(`PRAGMA max_page_count = ${String(pages + 10)}`);
    const group = [batch(1, 1, { sid: 'small' }), batch(1, 1, { eventsJson: large })].map(append => log.append('c', append));
    const outcomes = Promise.allSettled(group);
    commitNow();
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'LogUnavailableError', message: 'the disk is full' } });
    }
    expect(await log.read('c', LOG_START, 10)).toEqual([]);
    expect(await log.sources('c')).toEqual([]);

    database.exec('PRAGMA max_page_count = 100000');
    const again = log.append('c', batch(1, 1, { eventsJson: large }));
    commitNow();
    expect(await again).toEqual({ verdict: 'appended', hwm: 1 });
  });

  it('proves that it can write by writing', async () => {
    const writtenBytes = (): number => statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    const before = writtenBytes();
    const check = log.check();
    commitNow();
    await check;
    expect(writtenBytes()).toBeGreaterThan(before);
  });

  it('rejects while another program holds the lock, then goes on', async () => {
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    const blocked = Promise.allSettled([log.append('c', batch(1, 1)), log.check()]);
    commitNow();
    for (const outcome of await blocked) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'LogUnavailableError', message: /locked/u } });
    }
    other.exec('COMMIT');
    other.close();
    const again = log.append('c', batch(1, 1));
    commitNow();
    expect(await again).toEqual({ verdict: 'appended', hwm: 1 });
  });

  it('does not let one faulty write fail the others', async () => {
    const faulty = batch(1, 1, { studentId: 'bob' });
    Object.assign(faulty.entry, { team: null });
    const outcomes = Promise.allSettled([log.append('c', batch(1, 1)), log.append('c', faulty), log.append('c', batch(2, 2))]);
    commitNow();
    expect(await outcomes).toMatchObject([
      { status: 'fulfilled', value: { verdict: 'appended', hwm: 1 } },
      { status: 'rejected', reason: { name: 'LogUnavailableError' } },
      { status: 'fulfilled', value: { verdict: 'appended', hwm: 2 } },
    ]);
  });
});
