import { expect, it } from 'vitest';
import type { RedisFigures, RedisServerFigures, SqliteFigures } from '../../../../src/protocol';
import { findTrouble } from './findings';

const sqlite = (freeBytes: number): SqliteFigures => ({
  kind: 'sqlite',
  reason: null,
  databaseBytes: 1,
  walBytes: 1,
  disk: { freeBytes, sizeBytes: 1e12 },
});

const redis = (server: Partial<RedisServerFigures>): RedisFigures => ({
  kind: 'redis',
  reason: null,
  ownConnections: 2,
  server: {
    version: '7.0.15',
    role: 'master',
    replicas: 0,
    connections: 2,
    maxConnections: 10_000,
    rejectedConnections: 0,
    usedMemoryBytes: 1,
    maxMemoryBytes: null,
    evictionPolicy: 'noeviction',
    evictedKeys: 0,
    isAppendOnly: true,
    isPersisting: true,
    commandsPerSecond: 0,
    ...server,
  },
});

it('finds nothing where all is well or not known yet', () => {
  const nothing = { reasons: [], warnings: [] };

  expect(findTrouble(undefined, undefined, [])).toEqual(nothing);
  expect(findTrouble(undefined, sqlite(1e9), [])).toEqual(nothing);
  expect(findTrouble(undefined, redis({}), [])).toEqual(nothing);
  expect(findTrouble(undefined, redis({ evictionPolicy: 'volatile-lru', isPersisting: null, evictedKeys: null }), [])).toEqual(nothing);
});

it('takes a log that is away and a disk without room for reasons', () => {
  expect(findTrouble('the disk is full', sqlite(5_000_000), []).reasons).toEqual(['log: the disk is full', 'disk: only 4 MB are free']);
});

it.each([
  [{ evictionPolicy: 'allkeys-lru' }, 'eviction policy allkeys-lru'],
  [{ evictedKeys: 3 }, 'thrown away 3 keys'],
  [{ isPersisting: false }, 'cannot write to its own disk'],
  [{ role: 'replica' }, 'is a replica'],
] as const)('warns of a Redis that endangers the log: %o', (server, words) => {
  const { reasons, warnings } = findTrouble(undefined, redis(server), []);

  expect(reasons).toEqual([]);
  expect(warnings).toEqual([expect.stringContaining(words)]);
});
