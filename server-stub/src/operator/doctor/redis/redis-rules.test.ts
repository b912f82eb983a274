import { describe, expect, it } from 'vitest';
import { parseRedisInfo, type RedisInfo } from '../../../databases/redis/redis-info';
import { judgeRedis } from './redis-rules';
import type { RedisReport } from './redis-report';

const GIB = 1024 ** 3;
const HEALTHY: RedisInfo = {
  ...parseRedisInfo(''),
  version: '7.0.15',
  role: 'master',
  connectedClients: 4,
  maxClients: 2000,
  usedMemoryBytes: GIB / 10,
  maxMemoryBytes: GIB,
  systemMemoryBytes: 4 * GIB,
  evictionPolicy: 'noeviction',
  evictedKeys: 0,
  rejectedConnections: 0,
  isAppendOnly: true,
  didLastAppendSucceed: true,
  didLastRewriteSucceed: true,
  didLastSnapshotSucceed: true,
};
const REPORT: RedisReport = {
  address: 'localhost:6379',
  info: HEALTHY,
  configuration: { appendfsync: 'everysec', timeout: 300, save: '' },
  clockAheadMs: 1,
  pingsMs: [0.2, 0.3, 0.2],
  writeFailure: undefined,
  hearFailure: undefined,
};
const NEEDS = { connections: 2, isCluster: false };

const withInfo = (info: Partial<RedisInfo>): RedisReport => ({ ...REPORT, info: { ...HEALTHY, ...info } });

/** Everything that is not as it should be, as `level subject`. */
function complaints(report: RedisReport, needs = NEEDS): string[] {
  return judgeRedis(report, needs).flatMap(({ level, subject }) => (level === 'ok' ? [] : [`${level} ${subject.split(': ')[1] ?? ''}`]));
}

describe('a Redis', () => {
  it('as server-stub/redis.conf makes it has nothing to complain about', () => {
    expect(complaints(REPORT)).toEqual([]);
    expect(judgeRedis(REPORT, NEEDS).map(({ subject }) => subject)).toContain('Redis localhost:6379: eviction');
  });

  it.each<[string, Partial<RedisInfo>, string[]]>([
    ['that evicts any key when full', { evictionPolicy: 'allkeys-lru' }, ['problem eviction']],
    ['that would evict if it had a limit', { evictionPolicy: 'allkeys-lru', maxMemoryBytes: 0 }, ['warning eviction', 'warning memory']],
    ['that evicts keys that expire', { evictionPolicy: 'volatile-ttl' }, ['warning eviction']],
    ['that has evicted', { evictedKeys: 3 }, ['warning evicted keys']],
    ['without an append-only file', { isAppendOnly: false }, ['problem persistence']],
    ['that is too old', { version: '6.0.16' }, ['problem version']],
    ['that is just new enough', { version: '6.2.0' }, []],
    ['that is a replica', { role: 'replica' }, ['problem role']],
    ['that is nearly full', { usedMemoryBytes: 0.85 * GIB }, ['warning memory']],
    ['that is full', { usedMemoryBytes: 0.96 * GIB }, ['problem memory']],
    ['without a limit', { maxMemoryBytes: 0 }, ['warning memory']],
    ['that may take the whole machine', { systemMemoryBytes: 1.2 * GIB }, ['warning memory']],
    ['with too few connections for us', { maxClients: 21 }, ['problem connections']],
    ['with few connections left', { connectedClients: 1700 }, ['warning connections']],
    ['that has turned connections away', { rejectedConnections: 1 }, ['warning connections']],
    [
      'whose disk fails',
      { didLastAppendSucceed: false, didLastRewriteSucceed: false },
      ['problem append-only file', 'warning append-only file'],
    ],
    ['whose snapshots fail', { didLastSnapshotSucceed: false }, ['warning snapshot']],
    ['whose disk is slow', { delayedSyncs: 9 }, ['note disk']],
  ])('%s', (_name, info, expected) => {
    expect(complaints(withInfo(info))).toEqual(expected);
  });

  it.each<[string, Partial<RedisReport>, string[]]>([
    [
      'that never syncs',
      { configuration: { ...REPORT.configuration, appendfsync: 'no' } as RedisReport['configuration'] },
      ['warning persistence'],
    ],
    [
      'that hangs up early',
      { configuration: { ...REPORT.configuration, timeout: 10 } as RedisReport['configuration'] },
      ['warning timeout'],
    ],
    ['that does not show its settings', { configuration: undefined }, []],
    ['that is far away', { pingsMs: [12, 13, 40] }, ['warning latency']],
    ['with one slow answer', { pingsMs: [0.2, 0.2, 80] }, []],
    ['whose clock is wrong', { clockAheadMs: -3000 }, ['warning clock']],
    ['that may not be listened to', { hearFailure: 'Redis does not permit its user what the log needs' }, ['warning wake-ups']],
    ['that refuses to write', { writeFailure: 'Redis is full (maxmemory is reached)' }, ['problem writing']],
  ])('%s', (_name, part, expected) => {
    expect(complaints({ ...REPORT, ...part })).toEqual(expected);
  });

  it('in a cluster must be able to publish by shard', () => {
    expect(complaints(withInfo({ version: '6.2.14' }), { ...NEEDS, isCluster: true })).toEqual(['problem version']);
  });

  it('gets advice with every complaint', () => {
    const worst = withInfo({ evictionPolicy: 'allkeys-lru', isAppendOnly: false, maxClients: 1, maxMemoryBytes: 0, version: undefined });

    for (const { level, advice } of judgeRedis(worst, NEEDS)) {
      expect(advice === undefined).toBe(level === 'ok');
    }
  });
});
