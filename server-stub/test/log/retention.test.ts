import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type EventLog, LOG_START, type StoredEntry } from '../../src/log/event-log';
import { batch } from '../support/log/batches';
import { openSqliteStore } from '../../src/app/storage/sqlite-store';
import type { Store } from '../../src/app/storage/store';
import { describeClass, listArchivedClasses } from '../../src/class/registry/archived-class';
import { Archive } from '../../src/log/archive/archive';
import { ArchiveChunk } from '../../src/log/archive/archive-chunk';
import { toLine } from '../../src/log/archive/archive-line';
import { archiveNext } from '../../src/log/archive/archive-next';
import { type ArchiveStorage, DiskArchiveStorage } from '../../src/log/archive/archive-storage';
import { ArchivedLog } from '../../src/log/archive/archived-log';
import { Janitor } from '../../src/record/retention/janitor';
import { purgeErased } from '../../src/record/retention/purge';
import { type RetentionLimits } from '../../src/log/retention-limits';
import { reconcileWithArchives } from '../../src/record/retention/reconcile-archives';
import type { ClassRecord } from '../../src/class/registry/registry';
import { type RedisServer, startRedis } from '../support/redis/redis-server';
import { CLASS, DAY_MS, everythingShown, fillCourse, onDay, readAll, START_MS } from '../support/log/course';
import { connectAdmin, open, untilReady } from '../support/redis/redis-stores';
import { seededRandom, VirtualClock } from '../support/virtual-clock';

const KEEP_A_WEEK: RetentionLimits = { keepDays: 7, keepMb: 0 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cell-monitor-retention-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const archiveFolder = (): string => join(folder, 'archive');
const openArchive = (storage: ArchiveStorage = new DiskArchiveStorage(archiveFolder())): Archive => {
  let next = 0;
  return new Archive(storage, () => `temporary-${String(next++)}`);
};
const archiveFiles = (classFolder = 'c'): string[] => readdirSync(join(archiveFolder(), classFolder)).filter(name => name.endsWith('.gz'));

/** A janitor, and the day on which it looks. */
function janitorOf(store: Store, archive: Archive, limits: RetentionLimits = KEEP_A_WEEK, atMs = START_MS + 30 * DAY_MS): Janitor {
  const logger = pino({ level: 'silent' });
  return new Janitor({ store, archive, limits, clock: new VirtualClock(atMs), random: seededRandom(), logger });
}

const readable = (store: Store, archive = openArchive()): EventLog => new ArchivedLog(store.log, store.retention, archive);

/** All entries of the class's log up to the day of the horizon, as a chunk for an archive. */
async function chunkOf(log: EventLog): Promise<ArchiveChunk> {
  const entries = await log.read('c', LOG_START, 1000);
  return new ArchiveChunk(entries.filter(({ entry }) => entry.receivedAtMs < START_MS + 20 * DAY_MS).map(toLine));
}

const LINE_FAR_AHEAD = toLine({ position: '9999999999999-0', entry: batch(1, 1, { studentId: 'eve' }).entry });

function describeRetention(openEmpty: () => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await openEmpty();
  });
  afterEach(() => store.close());

  const liveEntries = async (classId = 'c'): Promise<number> => (await store.log.read(classId, LOG_START, 100_000)).length;

  it('shows the same after trimming as before: export, delivery report, state, and every page of the log', async () => {
    await fillCourse(store);
    const before = await everythingShown(store.log);
    const { movedFiles, failures } = await janitorOf(store, openArchive()).run();

    expect(failures).toEqual([]);
    expect(movedFiles).toBeGreaterThan(0);
    // Seven whole days, and the day that has begun.
    expect(await liveEntries()).toBe(2 * 7);
    expect(await everythingShown(readable(store))).toEqual(before);
  });

  it('reads over the seam from every position, by pages of every length', async () => {
    await fillCourse(store);
    const all = await readAll(store.log, 1000);
    await janitorOf(store, openArchive()).run();
    const log = readable(store);

    for (const limit of [1, 3, 60]) {
      for (const [index, { position }] of all.entries()) {
        expect(await log.read('c', position, limit)).toEqual(all.slice(index + 1, index + 1 + limit));
      }
    }
  });

  it('lets a reader who was in the middle go on while it trims', async () => {
    await fillCourse(store);
    const all = await readAll(store.log, 1000);
    const log = readable(store);
    const seen = [...(await log.read('c', LOG_START, 10))];
    const trimming = janitorOf(store, openArchive()).run();
    while (seen.length < all.length) {
      seen.push(...(await log.read('c', seen.at(-1)?.position ?? '', 1)));
    }
    await trimming;

    expect(seen).toEqual(all);
  });

  it('moves what came since the last time, and nothing twice', async () => {
    await fillCourse(store);
    const archive = openArchive();
    await janitorOf(store, archive).run();
    const filesBefore = archiveFiles();
    expect((await janitorOf(store, archive).run()).movedFiles).toBe(0);
    await janitorOf(store, archive, KEEP_A_WEEK, START_MS + 32 * DAY_MS).run();

    expect(archiveFiles().length).toBe(filesBefore.length + 1);
    expect(await liveEntries()).toBe(2 * 5);
    expect(await readAll(readable(store), 100)).toHaveLength(64);
  });

  it('trims the oldest of all classes while the log is too large, but nothing that is not settled', async () => {
    await store.registry.createClass(CLASS);
    await store.registry.createClass({ ...CLASS, id: 'd', joinCode: 'OTHER' });
    const large = JSON.stringify([{ code: 'x'.repeat(200_000) }]);
    for (let day = 0; day < 30; day++) {
      await store.log.append(day % 2 === 0 ? 'c' : 'd', onDay(day, day + 1, day + 1, { oldest: day + 1, eventsJson: large }));
    }
    await janitorOf(store, openArchive(), { keepDays: 0, keepMb: 3 }).run();
    const kept = await Promise.all(['c', 'd'].map(classId => liveEntries(classId)));

    expect(await store.retention.sizeBytes(['c', 'd'])).toBeLessThan(3 * 1024 * 1024);
    expect(Math.min(...kept)).toBeGreaterThan(0);
    const minuteLater = START_MS + 29 * DAY_MS + 60_000;
    await janitorOf(store, openArchive(), { keepDays: 0, keepMb: 1 }, minuteLater).run();
    expect(await liveEntries('d')).toBeGreaterThan(0);
    expect(await readAll(readable(store), 10, 'd')).toHaveLength(15);
  });

  it('keeps in the log what is archived already and has not reached its age', async () => {
    await fillCourse(store);
    const archive = openArchive();
    await archiveNext(store.log, archive, 'c', LOG_START, Number.POSITIVE_INFINITY);
    await janitorOf(store, archive, { keepDays: 90, keepMb: 0 }).run();

    expect(await liveEntries()).toBe(64);
    expect(await readAll(readable(store), 100)).toHaveLength(64);
  });

  it('never trims what the archive has otherwise, or lacks', async () => {
    await fillCourse(store);
    const renamed: EventLog = {
      ...store.log,
      read: async (...args) => (await store.log.read(...args)).map(stored => ({ ...stored, entry: { ...stored.entry, team: 'x' } })),
    };
    const archive = openArchive();
    await archive.add('c', LOG_START, await chunkOf(renamed), async () => undefined);
    const { movedFiles, failures } = await janitorOf(store, archive).run();

    expect(movedFiles).toBe(0);
    expect(failures).toMatchObject([{ message: expect.stringMatching(/is not of this log/u) as string }]);
    expect(await liveEntries()).toBe(64);
    expect(await readAll(readable(store), 100)).toEqual(await readAll(store.log, 100));
  });

  it('does not take up the archive of another log over entries of its own', async () => {
    await fillCourse(store);
    const archive = openArchive();
    await describeClass(archive, CLASS, []);
    const [first, ...others] = (await chunkOf(store.log)).lines;
    await archive.add('c', LOG_START, new ArchiveChunk([first ?? '', ...others.slice(5)]), async () => undefined);
    await archive.add('c', await archive.end('c'), new ArchiveChunk([LINE_FAR_AHEAD]), async () => undefined);
    const refused: unknown[] = [];
    await reconcileWithArchives(store, openArchive(), error => refused.push(error));

    expect(refused).toMatchObject([{ message: expect.stringMatching(/is not of this log/u) as string }]);
    expect(await readAll(readable(store), 100)).toEqual(await readAll(store.log, 100));
  });

  it('never trims through a file that has been damaged since it was written, though it was read before', async () => {
    await fillCourse(store);
    const archive = openArchive();
    const file = await archiveNext(store.log, archive, 'c', LOG_START, START_MS + 10 * DAY_MS);
    await archive.read('c', LOG_START, file?.last ?? '', 10);
    writeFileSync(join(archiveFolder(), 'c', file?.name ?? ''), 'damaged');

    expect((await janitorOf(store, archive).run()).failures).toMatchObject([{ message: expect.stringMatching(/is damaged/u) as string }]);
    expect(await liveEntries()).toBe(64);
  });

  it('says that the archive is damaged or gone instead of showing less, and trims no further', async () => {
    await fillCourse(store);
    await janitorOf(store, openArchive()).run();
    const [name = ''] = archiveFiles();
    const path = join(archiveFolder(), 'c', name);
    const bytes = readFileSync(path);
    const damaged = Uint8Array.from(bytes);
    damaged[100] = (damaged[100] ?? 0) ^ 1;
    writeFileSync(path, damaged);
    await expect(readAll(readable(store), 10)).rejects.toMatchObject({ name: 'LogUnavailableError', message: /is damaged/u });
    rmSync(path);
    await expect(readAll(readable(store), 10)).rejects.toMatchObject({ name: 'LogUnavailableError', message: /lacks what was trimmed/u });
    const later = START_MS + 60 * DAY_MS;
    const live = await liveEntries();
    expect((await janitorOf(store, openArchive(), KEEP_A_WEEK, later).run()).failures).toMatchObject([{ message: /share one archive/u }]);
    expect(await liveEntries()).toBe(live);
    writeFileSync(path, bytes);
    expect(await readAll(readable(store), 10)).toHaveLength(64);
  });

  const textOfArchive = (): string =>
    archiveFiles()
      .map(name => gunzipSync(readFileSync(join(archiveFolder(), 'c', name))).toString())
      .join('');
  const withoutBob = async (): Promise<readonly StoredEntry[]> => {
    const entries = await readAll(readable(store), 20);
    return entries.filter(({ entry }) => entry.studentId !== 'bob');
  };

  it('erases a student from log and archive, and shows the others as before', async () => {
    await fillCourse(store);
    const archive = openArchive();
    await janitorOf(store, archive).run();
    const others = await withoutBob();
    const otherServers = readable(store, openArchive());
    await readAll(otherServers, 10);
    await store.erasure.begin('c', 'bob', START_MS + 31 * DAY_MS);
    await purgeErased(store, archive, 'c', START_MS + 31 * DAY_MS);
    const left = await readAll(readable(store), 10);

    expect(left.slice(0, -1)).toEqual(others);
    expect(left.at(-1)?.entry.kind).toBe('erased');
    expect(textOfArchive()).not.toContain('bob');
    expect(await readAll(otherServers, 10)).toEqual(left);
    expect(await store.erasure.list('c')).toMatchObject([{ studentId: 'bob', isFinished: true }]);
    await janitorOf(store, archive, KEEP_A_WEEK, START_MS + 60 * DAY_MS).run();
    expect(await readAll(readable(store), 10)).toEqual(left);
  });

  it('archives nothing that was erased while it was being archived', async () => {
    await fillCourse(store);
    await describeClass(openArchive(), CLASS, []);
    const storage = new DiskArchiveStorage(archiveFolder());
    const publish = vi.spyOn(storage, 'publish').mockImplementationOnce(async (...args) => {
      await store.erasure.begin('c', 'bob', START_MS + 31 * DAY_MS);
      await purgeErased(store, openArchive(), 'c', START_MS + 31 * DAY_MS);
      await new DiskArchiveStorage(archiveFolder()).publish(...args);
    });
    const { failures } = await janitorOf(store, openArchive(storage)).run();

    expect(failures).toEqual([]);
    expect(publish).toHaveBeenCalled();
    expect(textOfArchive()).toContain('ada');
    expect(textOfArchive()).not.toContain('bob');
  });

  it('takes an erasure up with the archive: what a lost log had erased does not come back', async () => {
    await fillCourse(store);
    const archive = openArchive();
    await describeClass(archive, CLASS, []);
    const { position } = await store.erasure.begin('c', 'bob', START_MS + 31 * DAY_MS);
    await purgeErased(store, archive, 'c', START_MS + 31 * DAY_MS);
    await archiveNext(store.log, archive, 'c', LOG_START, Number.POSITIVE_INFINITY);
    await store.close();
    store = await openEmpty();
    await reconcileWithArchives(store, openArchive(), error => expect(error).toBeUndefined());

    expect(await store.erasure.list('c')).toMatchObject([{ studentId: 'bob', position }]);
    expect(await store.log.append('c', onDay(31, 1, 600, { studentId: 'bob' }))).toMatchObject({ verdict: 'erased', hwm: 590 });
  });

  it('erases a student whole, whatever step of it is the last one that happened', async () => {
    await fillCourse(store);
    await janitorOf(store, openArchive()).run();
    const others = await withoutBob();
    await store.erasure.begin('c', 'bob', START_MS + 31 * DAY_MS);
    let steps = 0;
    for (let isDone = false; !isDone; steps++) {
      isDone = await runUntilStep(store, steps);
      const left = await readAll(readable(store), 10);
      expect(left.filter(({ entry }) => entry.studentId !== 'bob')).toEqual(others);
    }

    expect(steps).toBeGreaterThan(5);
    expect(textOfArchive()).not.toContain('bob');
    expect((await readAll(readable(store), 10)).slice(0, -1)).toEqual(others);
  });

  it('loses and doubles nothing, whatever step of it is the last one that happened', async () => {
    await fillCourse(store);
    const before = await everythingShown(store.log);
    let steps = 0;
    for (let isDone = false; !isDone; steps++) {
      isDone = await runUntilStep(store, steps);
      expect(await everythingShown(readable(store))).toEqual(before);
    }

    expect(steps).toBeGreaterThan(20);
    expect(await liveEntries()).toBe(14);
    expect(readdirSync(join(archiveFolder(), 'c')).filter(name => name.endsWith('.part'))).toHaveLength(0);
  });

  it('brings a class back as closed as it was: with its roster, and without it for nobody', async () => {
    const listed = { studentId: 'ada', displayName: 'Ada', team: 'Red' };
    const closed: ClassRecord = { ...CLASS, hasRoster: true };
    await describeClass(openArchive(), closed, [listed]);
    await reconcileWithArchives(store, openArchive(), error => expect(error).toBeUndefined());
    expect(await store.registry.getClass('c')).toEqual(closed);
    expect(await store.registry.getRoster('c')).toEqual([listed]);

    await store.registry.replaceRoster('c', [{ ...listed, team: 'Blue' }]);
    await reconcileWithArchives(store, openArchive(), error => expect(error).toBeUndefined());
    expect(await store.registry.getRoster('c')).toMatchObject([{ team: 'Blue' }]);
    await store.registry.replaceRoster('c', []);
    await reconcileWithArchives(store, openArchive(), error => expect(error).toBeUndefined());
    expect(await store.registry.getRoster('c')).toEqual([listed]);
  });

  it('brings a lost log back from its archive: class, entries, marks, and room for what comes', async () => {
    await fillCourse(store);
    const before = await everythingShown(store.log);
    const archive = openArchive();
    await describeClass(archive, CLASS, []);
    await archiveNext(store.log, archive, 'c', LOG_START, Number.POSITIVE_INFINITY);
    await store.close();
    store = await openEmpty();
    const refused: unknown[] = [];
    await reconcileWithArchives(store, openArchive(), error => refused.push(error));

    expect(refused).toEqual([]);
    expect(await store.registry.getClass('c')).toEqual(CLASS);
    expect(await everythingShown(readable(store))).toEqual(before);
    expect(await store.log.append('c', onDay(31, 291, 300))).toMatchObject({ verdict: 'known' });
    expect(await store.log.append('c', onDay(31, 301, 301))).toMatchObject({ verdict: 'appended' });
    expect((await readAll(readable(store), 10)).at(-1)?.entry).toMatchObject({ first: 301 });
    await reconcileWithArchives(store, openArchive(), error => refused.push(error));
    expect(await readAll(readable(store), 10)).toHaveLength(65);
  });
}

/** Every step that a janitor takes outside of itself. */
const STEPS: ReadonlySet<string> = new Set(['read', 'write', 'publish', 'remove', 'list', 'trim', 'takeLease', 'trimmedThrough', 'finish']);

/**
 * Runs a janitor that dies at its step of this number: half of the numbers before the step happened, half of them after.
 * @returns whether it came to its end
 */
async function runUntilStep(store: Store, number: number): Promise<boolean> {
  let step = 0;
  const dying = <T extends object>(part: T): T =>
    new Proxy(part, {
      get: (_target, key) => {
        const value = Reflect.get(part, key) as unknown;
        if (typeof value !== 'function') {
          return value;
        }
        return async (...args: unknown[]): Promise<unknown> => {
          const isLast = STEPS.has(String(key)) && step++ >= number / 2;
          if (isLast && number % 2 === 0) {
            throw new Error('killed');
          }
          const result: unknown = await (value.apply(part, args) as unknown);
          if (isLast) {
            throw new Error('killed');
          }
          return result;
        };
      },
    });
  const mortal: Store = { ...store, log: dying(store.log), retention: dying(store.retention), erasure: dying(store.erasure) };
  const archive = openArchive(dying<ArchiveStorage>(new DiskArchiveStorage(archiveFolder())));
  const outcome = await janitorOf(mortal, archive)
    .run()
    .catch(() => undefined);
  return outcome?.failures.length === 0;
}

describe('retention of an SQLite log', () => {
  let made = 0;
  describeRetention(async () => openSqliteStore(join(folder, `log-${String(made++)}.sqlite`)));
});

describe('retention of a Redis log', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  describeRetention(async () => {
    const admin = await connectAdmin(redis.url);
    await admin.flushAll();
    admin.destroy();
    const store = open(redis.url);
    await untilReady(store);
    return store;
  });
});

describe('the archive', () => {
  it.each(['../../etc', 'A', 'con', '', '.', 'a/b', 'ä\0', 'x'.repeat(300), '{c}:log', '\ud800'])(
    'has a safe folder of its own for a class named %j, and finds it again',
    async id => {
      const store = openSqliteStore(':memory:');
      await store.log.append(id, batch(1, 2));
      const archive = openArchive();
      await describeClass(archive, { ...CLASS, id }, []);
      await archiveNext(store.log, archive, id, LOG_START, Number.POSITIVE_INFINITY);
      const [classFolder = '', ...others] = readdirSync(archiveFolder());

      expect(others).toEqual([]);
      expect(classFolder).toMatch(/^[a-z0-9=_-]{1,64}$/u);
      expect(await listArchivedClasses(openArchive())).toEqual([{ ...CLASS, id }]);
      expect(await openArchive().read(id, LOG_START, await store.retention.lastPosition(id), 10)).toHaveLength(1);
      await store.close();
    },
  );

  it('is its owner’s alone, and names each file by its range, its entries and its checksum', async () => {
    const store = openSqliteStore(':memory:');
    await store.log.append('c', batch(1, 2));
    await store.log.append('c', batch(3, 3));
    await archiveNext(store.log, openArchive(), 'c', LOG_START, Number.POSITIVE_INFINITY);
    const [name = ''] = archiveFiles();

    expect(name).toMatch(/^0_2_2_[\da-f]{64}\.ndjson\.gz$/u);
    expect(statSync(join(archiveFolder(), 'c', name)).mode & 0o777).toBe(0o600);
    expect(statSync(join(archiveFolder(), 'c')).mode & 0o777).toBe(0o700);
    expect(statSync(archiveFolder()).mode & 0o777).toBe(0o700);
    await store.close();
  });
});
