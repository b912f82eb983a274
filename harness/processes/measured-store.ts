import { createClient } from '@redis/client';
import { type RedisServer, startRedis } from '../../server-stub/test/support/redis/redis-server';
import { ArgumentError } from '../command-line/arguments';

/** Where the server keeps its log, and how surely. SQLite syncs each commit; Redis by its append-only file. */
export const STORES = ['sqlite', 'redis-everysec', 'redis-always'] as const;
export type StoreName = (typeof STORES)[number];

/** A store that a measured server uses. */
export interface MeasuredStore {
  /** Undefined for SQLite, which lives in the server's own folder. */
  readonly redisUrl: string | undefined;
  /** Where Redis keeps its files; undefined for SQLite. */
  readonly folder: string | undefined;
  /** How many connections the server has to Redis; 0 for SQLite. */
  countConnections(): Promise<number>;
  /** Seconds of processor time that Redis has taken; 0 for SQLite. */
  readCpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

const WATCHER = 'bench-watcher';

export const NO_REDIS: MeasuredStore = {
  redisUrl: undefined,
  folder: undefined,
  countConnections: async () => 0,
  readCpuSeconds: async () => 0,
  stop: async () => undefined,
};

/** @throws ArgumentError */
export function readStore(text: string): StoreName {
  const store = STORES.find(known => known === text);
  if (store === undefined) {
    throw new ArgumentError(`--store takes ${STORES.join(', ')}, and not "${text}".`);
  }
  return store;
}

/** Reads a list such as `sqlite,redis-everysec`. @throws ArgumentError */
export function readStores(text: string): readonly StoreName[] {
  return text.split(',').map(readStore);
}

/** Starts a real Redis with an append-only file where the store is one. */
export async function openMeasuredStore(name: StoreName): Promise<MeasuredStore> {
  if (name === 'sqlite') {
    return NO_REDIS;
  }
  const fsync = name === 'redis-always' ? 'always' : 'everysec';
  return watchRedis(await startRedis(['--appendonly', 'yes', '--appendfsync', fsync]));
}

async function watchRedis(redis: RedisServer): Promise<MeasuredStore> {
  const watcher = createClient({ url: redis.url, name: WATCHER });
  watcher.on('error', () => undefined);
  await watcher.connect();
  return {
    redisUrl: redis.url,
    folder: redis.directory,
    countConnections: async () => {
      const clients = (await watcher.sendCommand(['CLIENT', 'LIST'])) as unknown as string;
      return clients.split('\n').filter(line => line !== '' && !line.includes(` name=${WATCHER} `)).length;
    },
    readCpuSeconds: async () => readCpu((await watcher.sendCommand(['INFO', 'cpu'])) as unknown as string),
    stop: async () => {
      watcher.destroy();
      await redis.stop();
    },
  };
}

function readCpu(info: string): number {
  const read = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'mu').exec(info)?.[1] ?? Number.NaN);
  return read('used_cpu_sys') + read('used_cpu_user');
}
