import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readProcess } from '../../../harness/processes/process-figures';
import type { RedisServer } from '../support/redis/redis-server';
import { SID } from '../support/classroom';
import { connectAdmin, until } from '../support/redis/redis-stores';
import { TcpRelay } from '../support/relay';
import { countMarked, Scene } from './scene';
import { tearAppendOnlyFile } from './torn-file';

const LIMIT_MS = 90_000;
const MIB = 1024 * 1024;

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});
afterEach(() => scene.close());

async function atWork() {
  const redis = await scene.redis();
  const { port } = await scene.server(['--redis-url', redis.url]);
  return { redis, ...(await scene.classAt(port)) };
}

describe('a class at work', { timeout: LIMIT_MS }, () => {
  // Fault 28.
  it('loses nothing when Redis is killed again and again between two of its syncs', async () => {
    const { redis, work } = await atWork();
    for (let kills = 0; kills < 3; kills++) {
      await redis.kill();
      await work.untilOutcomes('unavailable', 1);
      await redis.restart();
      await work.untilAcknowledged(100);
    }
    await work.finish();

    expect(await work.audit()).toEqual([]);
  });

  // Fault 29.
  it('sends again what Redis had acknowledged and lost, when its file is torn twice', async () => {
    const { redis, work } = await atWork();
    for (let tears = 0; tears < 2; tears++) {
      await redis.kill();
      const had = work.acknowledged;
      tearAppendOnlyFile(redis, 5000);
      await redis.restart();
      expect(await countMarked(redis)).toBeLessThan(had);
      await work.untilAcknowledged(100);
    }
    await work.finish();

    expect(await work.audit()).toEqual([]);
  });

  // Fault 30.
  it('waits while Redis is full, with nothing acknowledged, and goes on when there is room', async () => {
    const { redis, work, room } = await atWork();
    const token = await room.enrol('watcher');
    await command(redis, 'CONFIG', 'SET', 'maxmemory-policy', 'noeviction', 'maxmemory', '1');
    await work.untilOutcomes('unavailable', 5);
    const marked = await countMarked(redis);
    const refused = await room.report(token, SID, 1);
    await work.untilOutcomes('unavailable', 10);
    expect(refused.status).toBe(503);
    expect(await countMarked(redis)).toBe(marked);
    expect(work.acknowledged).toBeLessThanOrEqual(marked);
    await command(redis, 'CONFIG', 'SET', 'maxmemory', '0');
    await work.untilAcknowledged(100);
    await work.finish();

    expect(await work.audit()).toEqual([]);
  });

  // Fault 31. The replica is promoted by hand; that sentinels do so is in redis-sentinel.test.ts.
  it('sends again what the master had acknowledged and not told its replica, after a failover', async () => {
    const master = await scene.redis([]);
    const replica = await scene.redis(['--replicaof', '127.0.0.1', String(master.port), '--repl-diskless-sync-delay', '0']);
    const address = await TcpRelay.open(() => [master.port, replica.port]);
    scene.onClose(() => address.close());
    const { port } = await scene.server(['--redis-url', `redis://127.0.0.1:${String(address.port)}`]);
    const { work } = await scene.classAt(port);
    await until(async () => (await countMarked(replica)) > 0);
    await command(replica, 'REPLICAOF', 'NO', 'ONE');
    await work.untilAcknowledged(200);
    await master.kill();
    expect(await countMarked(replica)).toBeLessThan(work.acknowledged);
    await work.untilAcknowledged(100);
    await work.finish();

    expect(await work.audit()).toEqual([]);
  });

  // Fault 32.
  it('is told at once to come later while Redis stands still, and the server gathers nothing meanwhile', async () => {
    const redis = await scene.redis();
    const { port, server } = await scene.server(['--redis-url', redis.url]);
    const { work, room } = await scene.classAt(port);
    const tokens = await Promise.all(Array.from({ length: 10 }, (_, index) => room.enrol(`watcher-${String(index)}`)));
    const reportAll = (): Promise<number[]> => Promise.all(tokens.map(async token => (await room.reportLarge(token, SID)).status));
    const memory = (): number => readProcess(server.child.pid ?? 0).rssBytes;
    redis.pause();
    await work.untilOutcomes('unavailable', 10);
    const statuses: number[] = [];
    // What Node takes for its buffers once is no gathering.
    await repeat(20, async () => statuses.push(...(await reportAll())));
    const before = memory();
    await repeat(50, async () => statuses.push(...(await reportAll())));
    const grown = memory() - before;
    redis.resume();
    await work.untilAcknowledged(100);
    await work.finish();

    expect(new Set(statuses)).toEqual(new Set([503]));
    expect(grown, `${String(grown / MIB)} MiB of 100`).not.toBeGreaterThan(60 * MIB);
    expect(await work.audit()).toEqual([]);
  });
});

async function repeat(times: number, action: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < times; time++) {
    await action();
  }
}

async function command({ url }: RedisServer, ...words: string[]): Promise<void> {
  const admin = await connectAdmin(url);
  await admin.sendCommand(words);
  admin.destroy();
}
