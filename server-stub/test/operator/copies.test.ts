import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ClassDirectory } from '../../src/class/classes/class-directory';
import { archive } from '../../src/operator/commands/archive';
import { backUp } from '../../src/operator/commands/backup';
import { readConfig } from '../../src/config/read-config';
import type { Config } from '../../src/config/config';
import { type BatchEntry, LOG_START } from '../../src/log/event-log';
import { openStore, sqliteFileOf } from '../../src/app/storage/open-store';
import type { Store } from '../../src/app/storage/store';
import { systemClock } from '../../src/platform/clock';
import { systemRandom } from '../../src/platform/random';
import { archiveFolderOf, openArchive } from '../../src/log/archive/open-archive';
import { type RetainedStore, retainStore } from '../../src/record/retention/retained-store';
import { trimNext } from '../../src/record/retention/trim-next';
import { startWriter } from '../log/killed-writer';
import { type RedisServer, startRedis } from '../support/redis/redis-server';
import { everythingShown, fillCourse, readAll } from '../support/log/course';
import { connectAdmin, untilReady } from '../support/redis/redis-stores';
import { DataFolder } from '../support/server-process';

const ADA = { studentId: 'ada', displayName: 'Ada', team: 'Red' };

let folder: DataFolder;
let lines: string[];
const print = (line: string): void => void lines.push(line);
beforeEach(() => {
  folder = new DataFolder();
  lines = [];
});
afterEach(() => folder.remove());

const dataDir = (name: string): string => join(folder.path, name);
const configOf = (name: string, redisUrl?: string): Config =>
  readConfig({ flags: { 'data-dir': dataDir(name), ...(redisUrl !== undefined && { 'redis-url': redisUrl }) }, environment: {} });

/** The store as a server opens it at its start. */
async function openAsServer(config: Config): Promise<RetainedStore<Store>> {
  mkdirSync(config.dataDir, { recursive: true });
  const raw = openStore(config);
  await untilReady(raw);
  const deps = { clock: systemClock, random: systemRandom, logger: { info: () => undefined, error: () => undefined } };
  const kept = openArchive(archiveFolderOf(config.dataDir), systemRandom);
  const retained = retainStore(raw, { ...deps, archive: kept, limits: config });
  await retained.reconcile();
  return retained;
}

async function withServerStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  const { store } = await openAsServer(config);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Moves all there is into the archive of the data folder. */
async function trimAll(config: Config): Promise<void> {
  const store = openStore(config);
  await untilReady(store);
  const kept = openArchive(archiveFolderOf(config.dataDir), systemRandom);
  while (await trimNext(store, kept, 'c', Number.POSITIVE_INFINITY)) {
    // One file at a time.
  }
  await store.close();
}

describe('a backup of an SQLite log', () => {
  it('has what was acknowledged before it began, while the server writes on', async () => {
    const config = configOf('a');
    await withServerStore(config, async () => undefined);
    const writer = await startWriter(sqliteFileOf(config.dataDir));
    await writer.acknowledged(200);
    const acknowledged = new Map(writer.marks);
    const target = join(folder.path, 'backup.sqlite');
    await backUp(config, target, print);
    await writer.acknowledged(1);
    await writer.kill();

    expect(statSync(target).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder.path).toSorted()).toEqual(['a', 'backup.sqlite']);
    expect(lines).toEqual([expect.stringMatching(/backup\.sqlite: \d+ KiB, and SQLite's integrity check found nothing wrong$/u)]);
    const restored = configOf('b');
    mkdirSync(restored.dataDir);
    copyFileSync(target, sqliteFileOf(restored.dataDir));
    await withServerStore(restored, async ({ log }) => {
      const seen = new Map<string, number>();
      for (const { entry } of (await readAll(log, 1000)) as { entry: BatchEntry }[]) {
        expect(entry.first).toBe((seen.get(entry.sid) ?? 0) + 1);
        seen.set(entry.sid, entry.last);
      }
      for (const [sid, hwm] of acknowledged) {
        expect(seen.get(sid)).toBeGreaterThanOrEqual(hwm);
        expect(await log.highWaterMark('c', 'ada', sid)).toBe(seen.get(sid));
      }
    });
  });

  it('names the archive that belongs to it, and an older backup goes on after a newer archive', async () => {
    const config = configOf('a');
    await withServerStore(config, fillCourse);
    const older = join(folder.path, 'older.sqlite');
    await backUp(config, older, print);
    const before = await withServerStore(config, async ({ log }) => {
      await log.appendEntries('c', { kind: 'enrolled', studentId: 'eve', displayName: 'Eve', team: '', receivedAtMs: 5 });
      return everythingShown(log);
    });
    await trimAll(config);
    const newer = join(folder.path, 'newer.sqlite');
    lines = [];
    await backUp(config, newer, print);
    expect(lines.join()).toContain(`copy ${archiveFolderOf(config.dataDir)}, too`);

    for (const backup of [older, newer]) {
      copyFileSync(backup, sqliteFileOf(config.dataDir));
      await withServerStore(config, async ({ log }) => expect(await everythingShown(log)).toEqual(before));
    }
  });

  it('overwrites nothing', async () => {
    const config = configOf('a');
    await withServerStore(config, fillCourse);
    const target = join(folder.path, 'mine');
    writeFileSync(target, 'mine');

    await expect(backUp(config, target, print)).rejects.toThrow(/is there already, and a backup overwrites nothing/u);
    expect(readFileSync(target, 'utf8')).toBe('mine');
  });

  it.each([
    ['a log that is not there', () => undefined, /There is no log at .*data-dir/u],
    ['a damaged log', damage, /is damaged: its copy fails|cannot be copied.*is damaged/u],
    ['another program’s database', makeForeign, /another program/u],
  ])('is not made of %s, and leaves nothing behind', async (_what, prepare, words) => {
    mkdirSync(dataDir('a'));
    await Promise.resolve(prepare());

    await expect(backUp(configOf('a'), join(folder.path, 'b'), print)).rejects.toThrow(words);
    expect(readdirSync(folder.path)).toEqual(['a']);
  });

  async function damage(): Promise<void> {
    const config = configOf('a');
    await withServerStore(config, fillCourse);
    const file = sqliteFileOf(config.dataDir);
    const bytes = readFileSync(file);
    bytes.fill(0xa5, bytes.length - 3 * 4096, bytes.length - 4096);
    writeFileSync(file, bytes);
  }

  function makeForeign(): void {
    const database = new DatabaseSync(sqliteFileOf(dataDir('a')));
    database.exec('CREATE TABLE recipes (name TEXT)');
    database.close();
  }
});

describe('a backup of a Redis log', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it('brings all of it back, what was trimmed before included: into an empty Redis, and into SQLite', async () => {
    const config = configOf('a', redis.url);
    const before = await withServerStore(config, async store => {
      await fillCourse(store);
      await new ClassDirectory(store.registry, systemClock, systemRandom).replaceRoster('c', [ADA]);
      return everythingShown(store.log);
    });
    await trimAll(config);
    const target = join(folder.path, 'backup');
    await backUp(config, target, print);
    expect(lines[0]).toBe('class "c": 64 entries, read back and compared');
    expect(lines.at(-1)).toBe(
      "not in it: rooms and their plans, levels of alerts, instructors' tokens, the audit trail, and which machine holds which name",
    );
    await expect(backUp(config, target, print)).rejects.toThrow(/is there already/u);
    const admin = await connectAdmin(redis.url);
    await admin.flushAll();
    admin.destroy();

    for (const restored of [configOf('b', redis.url), configOf('d')]) {
      mkdirSync(restored.dataDir);
      cpSync(target, archiveFolderOf(restored.dataDir), { recursive: true });
      await withServerStore(restored, async store => {
        expect(await everythingShown(store.log)).toEqual(before);
        expect(await store.registry.getClass('c')).toMatchObject({ name: 'C', hasRoster: true });
        expect(await store.registry.getRoster('c')).toEqual([ADA]);
      });
    }
  });

  it('is not made while Redis is away, and says why', async () => {
    await expect(backUp(configOf('a', 'redis://127.0.0.1:1'), join(folder.path, 'b'), print)).rejects.toThrow(/Redis cannot be reached/u);
    expect(readdirSync(folder.path)).toEqual([]);
  });
});

describe('archiving by hand', () => {
  it('writes what is old enough beside a running server, trims nothing, and writes nothing twice', async () => {
    const config = configOf('a');
    const { store } = await openAsServer(config);
    await fillCourse(store);
    const all = await store.log.read('c', LOG_START, 1000);
    const days = (Date.now() - (all.at(-10)?.entry.receivedAtMs ?? 0)) / 86_400_000;
    await archive(config, { classId: 'c', olderThanDays: days }, print);
    await archive(config, { classId: undefined, olderThanDays: undefined }, print);
    await archive(config, { classId: undefined, olderThanDays: undefined }, print);

    const counts = lines.filter(line => line.startsWith('class')).map(line => Number(/: (\d+) entries/u.exec(line)?.[1]));
    expect(counts[0]).toBeGreaterThan(40);
    expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(64);
    expect(counts[2]).toBe(0);
    expect(await store.log.read('c', LOG_START, 1000)).toEqual(all);
    await expect(archive(config, { classId: 'x', olderThanDays: 0 }, print)).rejects.toThrow('There is no class "x". There are "c".');
    await store.close();
  });
});
