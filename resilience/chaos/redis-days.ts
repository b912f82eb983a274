import { type RedisServer, startRedis } from '../../server-stub/test/support/redis/redis-server';
import { startCluster } from '../../server-stub/test/support/redis/redis-cluster';
import { startWatchedRedis } from '../../server-stub/test/support/redis/redis-sentinels';
import { connectAdmin } from '../../server-stub/test/support/redis/redis-stores';
import { tearAppendOnlyFile } from '../../server-stub/test/faults/torn-file';
import { ArgumentError } from '../../harness/command-line/arguments';
import { type BadDay, lastFor } from './bad-day';

export const STORES = ['redis', 'sentinel', 'cluster', 'sqlite'] as const;
export type TroubledStoreName = (typeof STORES)[number];

/** A store that goes through bad days of its own. */
export interface TroubledStore {
  /** Undefined for SQLite, which lives in the server's own folder. */
  readonly redisUrl: string | undefined;
  readonly badDays: readonly BadDay[];
  stop(): Promise<void>;
}

const EVERYSEC = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'];

/** @throws ArgumentError */
export function readStore(text: string): TroubledStoreName {
  const found = STORES.find(name => name === text);
  if (found === undefined) {
    throw new ArgumentError(`--store takes ${STORES.join(', ')}, and not "${text}".`);
  }
  return found;
}

/** Starts the store's programs, with the bad days that they can have. */
export async function openTroubledStore(name: TroubledStoreName): Promise<TroubledStore> {
  switch (name) {
    case 'redis':
      return openSingle();
    case 'sentinel':
      return openWatched();
    case 'cluster':
      return openCluster();
    case 'sqlite':
      return { redisUrl: undefined, badDays: [], stop: async () => undefined };
  }
}

async function openSingle(): Promise<TroubledStore> {
  const redis = await startRedis(EVERYSEC);
  const pick = async (): Promise<RedisServer> => redis;
  return { redisUrl: redis.url, badDays: [...daysOf(pick), tornDay(redis)], stop: () => redis.stop() };
}

async function openWatched(): Promise<TroubledStore> {
  const redis = await startWatchedRedis(EVERYSEC);
  return { redisUrl: redis.url, badDays: daysOf(() => redis.master()), stop: () => redis.stop() };
}

async function openCluster(): Promise<TroubledStore> {
  const cluster = await startCluster(EVERYSEC);
  const pick = async (): Promise<RedisServer> => (await cluster.ownerOf('{default}')).server;
  return { redisUrl: cluster.url, badDays: daysOf(pick), stop: () => cluster.stop() };
}

/** @param pick the server that has the class now */
function daysOf(pick: () => Promise<RedisServer>): readonly BadDay[] {
  return [
    {
      name: 'Redis is killed',
      async happen(random) {
        const redis = await pick();
        await redis.kill();
        await lastFor(random, 0, 6);
        await redis.restart();
      },
    },
    {
      name: 'Redis stands still',
      async happen(random) {
        const redis = await pick();
        redis.pause();
        await (random.draw() < 0.2 ? lastFor(random, 30, 30) : lastFor(random, 1, 8));
        redis.resume();
      },
    },
    {
      name: 'Redis is full',
      async happen(random) {
        const redis = await pick();
        await command(redis, 'CONFIG', 'SET', 'maxmemory', '1');
        await lastFor(random, 2, 8);
        await command(redis, 'CONFIG', 'SET', 'maxmemory', '0');
      },
    },
    {
      name: 'connections to Redis are cut',
      async happen() {
        const redis = await pick();
        for (const type of ['normal', 'pubsub']) {
          await command(redis, 'CLIENT', 'KILL', 'TYPE', type);
        }
      },
    },
  ];
}

const MIN_TEAR_BYTES = 100;
const MAX_TEAR_BYTES = 20_000;

const tornDay = (redis: RedisServer): BadDay => ({
  name: "Redis's file is torn",
  async happen(random) {
    await redis.kill();
    tearAppendOnlyFile(redis, random.between(MIN_TEAR_BYTES, MAX_TEAR_BYTES));
    await redis.restart();
  },
});

async function command({ url }: RedisServer, ...words: string[]): Promise<void> {
  const admin = await connectAdmin(url);
  await admin.sendCommand(words);
  admin.destroy();
}
