import { afterEach, describe, expect, it } from 'vitest';
import { diagnoseRedis } from '../../src/operator/doctor/redis/redis-diagnosis';
import { examineRedis } from '../../src/operator/doctor/redis/redis-examination';
import { DEFAULT_KEY_PREFIX } from '../../src/databases/redis/redis-keys';
import { systemClock } from '../../src/platform/clock';
import { systemStopwatch } from '../../src/platform/stopwatch';
import { startCluster } from '../support/redis/redis-cluster';
import { startWatchedRedis } from '../support/redis/redis-sentinels';
import { connectAdmin } from '../support/redis/redis-stores';
import { findFreePort, type RedisServer, startRedis } from '../support/redis/redis-server';

const DEPS = { keyPrefix: DEFAULT_KEY_PREFIX, clock: systemClock, stopwatch: systemStopwatch };

let redis: RedisServer | undefined;
afterEach(async () => {
  await redis?.stop();
  redis = undefined;
});

/** Everything that is not as it should be, as `level subject: state`. */
async function complaints(url: string): Promise<string[]> {
  const examination = await examineRedis(url, DEPS);
  const findings = diagnoseRedis(examination, 2);
  return findings.flatMap(({ level, subject, state }) => (level === 'ok' ? [] : [`${level} ${subject}: ${state}`]));
}

describe('a real Redis', () => {
  it('that is set up as it should be has nothing to complain about', async () => {
    redis = await startRedis(['--appendonly', 'yes', '--maxmemory', '200mb']);

    expect(await complaints(redis.url)).toEqual([]);
  });

  it('that forgets, evicts and has no room says so', async () => {
    redis = await startRedis(['--maxmemory-policy', 'allkeys-lru', '--maxmemory', '1mb', '--maxclients', '10']);
    const found = (await complaints(redis.url)).join('\n');

    expect(found).toMatch(/^problem Redis 127\.0\.0\.1:\d+: eviction: allkeys-lru silently throws away/mu);
    expect(found).toMatch(/: persistence: nothing is kept over a restart/u);
    expect(found).toMatch(/^problem .*: connections: 1 of 10 in use, and this server needs 2/mu);
  });

  it('that cannot be used is told apart: not there, wanting a password, refusing one', async () => {
    const port = await findFreePort();
    expect(await complaints(`redis://127.0.0.1:${String(port)}`)).toEqual([
      `problem Redis 127.0.0.1:${String(port)}: Redis cannot be reached (ECONNREFUSED)`,
    ]);

    redis = await startRedis(['--requirepass', 'secret']);
    expect((await complaints(redis.url)).join('\n')).toContain('Redis wants a password');
    const wrong = (await complaints(redis.url.replace('//', '//:guess@'))).join('\n');
    expect(wrong).toContain('Redis refuses the user name or password');
    expect(wrong).not.toContain('guess');
    expect((await complaints(redis.url.replace('//', '//:secret@'))).join('\n')).toContain('persistence');
  });
});

describe('a user of Redis', () => {
  const aclOf = async (...channels: string[]): Promise<string> => {
    redis ??= await startRedis(['--appendonly', 'yes', '--maxmemory', '200mb']);
    const admin = await connectAdmin(redis.url);
    const rights = ['~cellmonitor:*', ...channels, '+@all', '-@admin', '-@dangerous', '+info'];
    await admin.sendCommand(['ACL', 'SETUSER', 'class', 'reset', 'on', '>secret', ...rights]);
    admin.destroy();
    return redis.url.replace('//', '//class:secret@');
  };

  it('with the rights of docs/operations.md is enough, and one without the channels is told', async () => {
    expect(await complaints(await aclOf('&cellmonitor:{*}:live'))).toEqual([]);
    expect((await complaints(await aclOf('&cellmonitor:*'))).join('\n')).toMatch(/^warning .*: wake-ups: Redis does not permit/u);
  });
});

describe('several Redis servers', () => {
  const findings = async (url: string): Promise<string> => {
    const examination = await examineRedis(url, DEPS);
    return diagnoseRedis(examination, 2)
      .map(({ level, subject, state }) => `${level} ${subject}: ${state}`)
      .join('\n');
  };

  it('behind sentinels: the sentinels and the master are looked at', async () => {
    const watched = await startWatchedRedis();
    const { port } = await watched.master();
    const found = await findings(watched.url);
    await watched.stop();

    expect(found).toContain(`ok Sentinels: 3 of 3 answer; the master is 127.0.0.1:${String(port)}`);
    expect(found).toContain(`Redis 127.0.0.1:${String(port)}: eviction: noeviction`);
  });

  it('in a cluster: every master is looked at', async () => {
    const cluster = await startCluster();
    const found = await findings(cluster.url);
    await cluster.stop();

    expect(found).toContain(`ok Cluster: ${String(cluster.nodes.length)} masters for all slots`);
    for (const { server } of cluster.nodes) {
      expect(found).toContain(`Redis 127.0.0.1:${String(server.port)}: eviction: noeviction`);
    }
    expect(found).not.toContain('writing');
  });
});
