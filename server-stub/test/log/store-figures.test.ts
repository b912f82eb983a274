import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RedisFigures, SqliteFigures } from '../../../src/protocol';
import { openRedisStore } from '../../src/app/storage/redis-store';
import { openSqliteStore } from '../../src/app/storage/sqlite-store';
import type { Store } from '../../src/app/storage/store';
import { systemClock } from '../../src/platform/clock';
import { systemRandom } from '../../src/platform/random';
import { type RedisServer, startRedis } from '../support/redis/redis-server';
import { DataFolder } from '../support/server-process';

describe('an SQLite store', () => {
  let store: Store;
  afterEach(() => store.close());

  it('tells the size of its files and the room on their disk, and says so when its file is gone', async () => {
    const folder = new DataFolder();
    const path = join(folder.path, 'log.sqlite');
    store = openSqliteStore(path);
    await store.log.check();
    const { databaseBytes, walBytes, disk, ...rest } = (await store.figures()) as SqliteFigures;
    rmSync(path);
    const without = await store.figures();
    folder.remove();
    const withoutFolder = await store.figures();

    expect(rest).toEqual({ kind: 'sqlite', reason: null });
    expect(databaseBytes).toBeGreaterThan(0);
    expect(walBytes).toBeGreaterThan(0);
    expect(disk?.freeBytes).toBeGreaterThan(0);
    expect(disk?.sizeBytes).toBeGreaterThan(disk?.freeBytes ?? 0);
    expect(without).toMatchObject({ reason: 'the file is gone', databaseBytes: null });
    expect(withoutFolder).toMatchObject({ reason: 'the disk cannot be read (ENOENT)', disk: null });
  });

  it('in memory says that it has none', async () => {
    store = openSqliteStore(':memory:');

    expect(await store.figures()).toMatchObject({ kind: 'sqlite', reason: 'the database is in memory', disk: null });
  });
});

describe('a Redis store', () => {
  const MOST = 64 * 1024 * 1024;
  let server: RedisServer;
  let store: Store;
  beforeAll(async () => {
    server = await startRedis(['--maxclients', '300', '--maxmemory', String(MOST), '--maxmemory-policy', 'allkeys-lru']);
    store = openRedisStore({ url: server.url, clock: systemClock, random: systemRandom });
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });
  const figures = (): Promise<RedisFigures> => store.figures() as Promise<RedisFigures>;

  it('tells its connections, its memory and how it is set up', async () => {
    await expect.poll(figures).toMatchObject({ reason: null, ownConnections: 2 });
    const other = await createClient({ url: server.url }).connect();
    const { server: seen } = await figures();
    other.destroy();

    expect(seen).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+/u) as string,
      role: 'master',
      connections: 3,
      maxConnections: 300,
      rejectedConnections: 0,
      maxMemoryBytes: MOST,
      evictionPolicy: 'allkeys-lru',
      evictedKeys: 0,
      isAppendOnly: false,
      isPersisting: true,
    });
    expect(seen?.usedMemoryBytes).toBeGreaterThan(100_000);
  });

  it('says why it cannot tell', async () => {
    await server.kill();

    await expect
      .poll(figures)
      .toMatchObject({ kind: 'redis', ownConnections: 0, server: null, reason: expect.stringContaining('Redis') as string });
  });
});
