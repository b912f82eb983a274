import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/redis/redis-stores';
import { inTurn, TcpRelay } from '../support/relay';
import { SID } from '../support/classroom';
import type { ServerProcess } from '../support/server-process';
import { limitFiles } from './file-limit';
import { countMarked, Scene } from './scene';

const LIMIT_MS = 90_000;

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});
afterEach(() => scene.close());

async function kill({ child, exit }: ServerProcess): Promise<void> {
  child.kill('SIGKILL');
  await exit;
}

describe('a class at work', { timeout: LIMIT_MS }, () => {
  // Fault 33.
  it('finds every event once when the server is killed after an append and before its answer', async () => {
    const redis = await scene.redis();
    const killer = { victim: undefined as ServerProcess | undefined };
    const kills = await TcpRelay.open(() => [redis.port], {
      onAnswer: bytes => {
        const isHeld = killer.victim !== undefined && bytes.includes('appended');
        return !(isHeld && killer.victim?.child.kill('SIGKILL'));
      },
    });
    scene.onClose(() => kills.close());
    const args = ['--redis-url', `redis://127.0.0.1:${String(kills.port)}`];
    let { server, port } = await scene.server(args);
    const { work } = await scene.classAt(port);
    for (let deaths = 0; deaths < 2; deaths++) {
      killer.victim = server;
      await server.exit;
      killer.victim = undefined;
      await work.untilOutcomes('unreachable', 1);
      expect(await countMarked(redis)).toBeGreaterThan(work.acknowledged);
      ({ server } = await scene.server(args, port));
      await work.untilAcknowledged(100);
    }
    await work.finish();

    expect(await work.audit()).toEqual([]);
  });

  // Fault 33, without a service beside the server.
  it('finds every event once when a server on SQLite is killed again and again', async () => {
    let { server, port } = await scene.server([]);
    const { work } = await scene.classAt(port);
    for (let deaths = 0; deaths < 2; deaths++) {
      await kill(server);
      ({ server } = await scene.server([], port));
      await work.untilAcknowledged(100);
    }
    await work.finish();

    expect(await work.audit()).toEqual([]);
  });

  // Fault 34.
  it('works on when one worker after the other is killed', async () => {
    const redis = await scene.redis();
    const { server, port } = await scene.server(['--redis-url', redis.url, '--workers', '2']);
    const { work } = await scene.classAt(port);
    for (let deaths = 0; deaths < 2; deaths++) {
      await until(async () => (await server.workers()).length === 2);
      process.kill((await server.workers())[deaths % 2] ?? 0, 'SIGKILL');
      await work.untilAcknowledged(100);
    }
    await work.finish();

    expect(await work.audit()).toEqual([]);
  });

  // Fault 34, for servers in the place of workers.
  it('works on when one of two servers behind a balancer is killed, and then the other', async () => {
    const redis = await scene.redis();
    const args = ['--redis-url', redis.url];
    const one = await scene.server(args);
    const other = await scene.server(args);
    const balancer = await TcpRelay.open(inTurn([one.port, other.port]));
    scene.onClose(() => balancer.close());
    const { work } = await scene.classAt(one.port, balancer.port);
    await kill(one.server);
    await work.untilAcknowledged(100);
    await scene.server(args, one.port);
    await kill(other.server);
    await work.untilAcknowledged(100);
    await work.finish();

    expect(await work.audit()).toEqual([]);
  });

  // Fault 38.
  it.runIf(process.platform === 'linux')(
    'waits while the disk is full, with nothing acknowledged, and goes on when there is room',
    async () => {
      const { server, port } = await scene.server([]);
      const { work, room } = await scene.classAt(port);
      const token = await room.enrol('watcher');
      limitFiles(server.child.pid, '1024');
      await work.untilOutcomes('unavailable', 10);
      const { events } = (await room.state()).totals;
      const refused = await room.report(token, SID, 1);
      const ready = await room.instruct('/health/ready');
      await work.untilOutcomes('unavailable', 10);
      expect(refused.status).toBe(503);
      expect(ready.status).toBe(503);
      expect((await room.state()).totals.events).toBe(events);
      expect(work.acknowledged).toBe(events);
      limitFiles(server.child.pid, 'unlimited');
      await work.untilAcknowledged(100);
      await work.finish();

      expect(await work.audit()).toEqual([]);
    },
  );
});
