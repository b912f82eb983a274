import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LOG_START } from '../../src/log/event-log';
import { describeEventLog } from '../contracts/event-log.contract';
import { batch, growthOf } from '../support/log/batches';
import type { Store } from '../../src/app/storage/store';
import { describeLogRetention } from '../contracts/log-retention.contract';
import { describeRegistry } from '../contracts/registry.contract';
import { startWatchedRedis, type WatchedRedis } from '../support/redis/redis-sentinels';
import { connectAdmin, failureOf, open, until, untilReady } from '../support/redis/redis-stores';

let redis: WatchedRedis;
beforeAll(async () => {
  redis = await startWatchedRedis();
});
afterAll(() => redis.stop());

const openEmpty = async (): Promise<Store> => {
  const admin = await connectAdmin((await redis.master()).url);
  await admin.flushAll();
  admin.destroy();
  const store = open(redis.url);
  await untilReady(store);
  return store;
};

describe('the log in a Redis that sentinels watch', () => {
  describeEventLog(openEmpty);
});
describe('trimming the log in a Redis that sentinels watch', () => {
  describeLogRetention(openEmpty);
});
describe('the registry in a Redis that sentinels watch', () => {
  describeRegistry(openEmpty);
});

describe('the store in a Redis that sentinels watch', { timeout: 60_000 }, () => {
  let store: Store;
  beforeEach(async () => {
    store = await openEmpty();
  });
  afterEach(() => store.close());

  it('goes on with the new master after a failover: all that had reached it is there, appends work, and growth is heard', async () => {
    await store.log.append('c', batch(1, 5));
    await redis.untilInStep();
    const old = await redis.master();
    const heardInTheGap = growthOf(store.log, 'c');
    await old.kill();
    expect(await failureOf(store.log.append('c', batch(6, 6)))).toMatchObject({ name: 'LogUnavailableError' });
    await untilReady(store);
    await heardInTheGap;

    const next = growthOf(store.log, 'c');
    expect(await store.log.append('c', batch(1, 6))).toEqual({ verdict: 'appended', hwm: 6 });
    await next;
    expect(await store.log.read('c', LOG_START, 10)).toMatchObject([{ entry: { last: 5 } }, { entry: { last: 6 } }]);
    expect((await redis.master()).port).not.toBe(old.port);
    await old.restart();
    await redis.untilInStep();
  });

  it('asks the client for what it acknowledged and then lost, when the new master had not got it yet', async () => {
    await store.log.append('c', batch(1, 5));
    await redis.untilInStep();
    const old = await redis.master();
    await refuseReplicas(old.url);
    expect(await store.log.append('c', batch(6, 9))).toEqual({ verdict: 'appended', hwm: 9 });
    await old.kill();
    await untilReady(store);
    expect(await store.log.append('c', batch(10, 10))).toEqual({ verdict: 'rewind', hwm: 5 });
    expect(await store.log.append('c', batch(6, 10))).toEqual({ verdict: 'appended', hwm: 10 });
    await old.restart();
    await redis.untilInStep();
  });

  it('leaves a master that stands still for the one that the sentinels choose', async () => {
    await redis.untilInStep();
    const old = await redis.master();
    old.pause();
    expect(await failureOf(store.log.append('c', batch(1, 1)))).toMatchObject({ name: 'LogUnavailableError' });
    await untilReady(store);
    expect(await store.log.append('c', batch(1, 1))).toEqual({ verdict: 'appended', hwm: 1 });
    old.resume();
    await redis.untilInStep();
  });

  it('does without a sentinel that is killed', async () => {
    const [first] = redis.sentinels;
    await first?.kill();
    const other = open(redis.url);
    await untilReady(other);
    expect(await other.log.append('c', batch(1, 1))).toEqual({ verdict: 'appended', hwm: 1 });
    await other.close();
    await first?.restart();
  });

  it('holds three connections', async () => {
    const admin = await connectAdmin((await redis.master()).url);
    const names = async (): Promise<string[]> => (await admin.clientList()).map(({ name }) => name).filter(name => name.startsWith('cell'));
    await until(async () => expect((await names()).toSorted()).toEqual(['cell-monitor', 'cell-monitor-live']));
    admin.destroy();
    const guides = await Promise.all(redis.sentinels.map(countGuides));
    expect(guides.toSorted((a, b) => a - b)).toEqual([0, 0, 1]);
  });

  it('says that the sentinels do not know the master, or that none answers', async () => {
    const unknown = open(redis.url.replace('/main', '/hunter2'));
    await until(() =>
      expect(unknown.log.check()).rejects.toThrow(
        'no sentinel says where the Redis master is: it knows no master of the name in the Redis URL',
      ),
    );
    await unknown.close();
    const nobody = open('redis+sentinel://127.0.0.1:1,127.0.0.1:2/main');
    await until(() => expect(nobody.log.check()).rejects.toThrow('Redis cannot be reached (ECONNREFUSED)'));
    await nobody.close();
  });
});

/** From now on, until it is started again, this master's writes reach nobody. */
async function refuseReplicas(url: string): Promise<void> {
  const admin = await connectAdmin(url);
  await admin.sendCommand(['ACL', 'SETUSER', 'default', '-psync', '-sync']);
  await admin.sendCommand(['CLIENT', 'KILL', 'TYPE', 'replica']);
  admin.destroy();
}

async function countGuides({ url }: { readonly url: string }): Promise<number> {
  const admin = await connectAdmin(url);
  const clients = await admin.sendCommand<string>(['CLIENT', 'LIST']);
  admin.destroy();
  return clients.match(/name=cell-monitor-guide /gu)?.length ?? 0;
}
