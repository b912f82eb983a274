import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LOG_START } from '../../src/log/event-log';
import { describeEventLog } from '../contracts/event-log.contract';
import { batch, growthOf } from '../support/log/batches';
import type { Store } from '../../src/app/storage/store';
import { describeLogRetention } from '../contracts/log-retention.contract';
import { describeRegistry } from '../contracts/registry.contract';
import { type RedisCluster, startCluster } from '../support/redis/redis-cluster';
import { startRedis } from '../support/redis/redis-server';
import { failureOf, open, until } from '../support/redis/redis-stores';

let cluster: RedisCluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster.stop());

const openEmpty = async (): Promise<Store> => {
  await cluster.empty();
  const store = open(cluster.url);
  await untilAllReady(store);
  return store;
};

/** One on each node. */
const CLASSES = ['a', 'b', 'c'];

/** The store is connected to every node. */
const untilAllReady = ({ log }: Store): Promise<void> => until(() => Promise.all(CLASSES.map(classId => log.sources(classId))));

const keysOf = (classId: string): [string, string] => [`cellmonitor:{${classId}}:log`, `cellmonitor:{${classId}}:hwm`];

describe('the log in a Redis cluster', () => {
  describeEventLog(openEmpty);
});
describe('trimming the log in a Redis cluster', () => {
  describeLogRetention(openEmpty);
});
describe('the registry in a Redis cluster', () => {
  describeRegistry(openEmpty);
});

describe('the store in a Redis cluster', { timeout: 60_000 }, () => {
  let store: Store;
  beforeEach(async () => {
    store = await openEmpty();
  });
  afterEach(() => store.close());

  it('spreads its classes over the nodes', async () => {
    await Promise.all(CLASSES.map(classId => store.log.append(classId, batch(1, 1))));
    const owners = await Promise.all(CLASSES.map(async classId => (await cluster.ownerOf(keysOf(classId)[0])).id));
    expect(new Set(owners).size).toBe(3);
  });

  it('follows a class whose slot is on its way from one node to another, and has arrived', async () => {
    await store.log.append('c', batch(1, 1));
    const keys = keysOf('c');
    const from = await cluster.ownerOf(keys[0]);
    const to = cluster.otherThan(from);
    await cluster.beginMove(keys[0], from, to);
    await cluster.moveKeys(keys, from, to);
    // The target has never seen the scripts.
    await to.admin.sendCommand(['SCRIPT', 'FLUSH']);
    expect(await store.log.append('c', batch(2, 2))).toEqual({ verdict: 'appended', hwm: 2 });
    await cluster.endMove(keys[0], to);
    expect(await store.log.append('c', batch(3, 3))).toEqual({ verdict: 'appended', hwm: 3 });
    expect(await store.log.read('c', LOG_START, 10)).toHaveLength(3);
  });

  it('says so while one key of a class has moved and the other has not, and nothing is half done', async () => {
    await store.log.append('c', batch(1, 1));
    const keys = keysOf('c');
    const from = await cluster.ownerOf(keys[0]);
    const to = cluster.otherThan(from);
    await cluster.beginMove(keys[0], from, to);
    await cluster.moveKeys([keys[0]], from, to);
    const reason = 'the Redis cluster is moving the class to another node';
    await expect(store.log.append('c', batch(2, 2))).rejects.toMatchObject({ name: 'LogUnavailableError', message: reason });
    await cluster.moveKeys([keys[1]], from, to);
    await cluster.endMove(keys[0], to);
    expect(await store.log.append('c', batch(2, 2))).toEqual({ verdict: 'appended', hwm: 2 });
  });

  it('hears of growth on other servers, also after the slot has moved and after its subscription was cut', async () => {
    const writer = open(cluster.url);
    await untilAllReady(writer);
    await hears(() => writer.log.append('c', batch(1, 1)));
    const from = await cluster.ownerOf(keysOf('c')[0]);
    const to = cluster.otherThan(from);
    await cluster.beginMove(keysOf('c')[0], from, to);
    await cluster.moveKeys(keysOf('c'), from, to);
    await cluster.endMove(keysOf('c')[0], to);
    await hears(() => writer.log.append('c', batch(2, 2)));
    const missedWhileAway = growthOf(store.log, 'c');
    await to.admin.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub']);
    await missedWhileAway;
    await hears(() => writer.log.append('c', batch(3, 3)));
    expect(await store.log.read('c', LOG_START, 10)).toHaveLength(3);
    await writer.close();
  });

  it('hears of growth when a slot went away and came back', async () => {
    const writer = open(cluster.url);
    await untilAllReady(writer);
    await hears(() => writer.log.append('c', batch(1, 1)));
    await cluster.empty();
    const owner = await cluster.ownerOf(keysOf('c')[0]);
    await cluster.endMove(keysOf('c')[0], cluster.otherThan(owner));
    await cluster.endMove(keysOf('c')[0], owner);
    await hears(() => writer.log.append('c', batch(1, 1)));
    expect(await store.log.read('c', LOG_START, 10)).toHaveLength(1);
    await writer.close();
  });

  /** A reader looks as the feeds do, then is told by a message: the wake-up after subscribing has passed. */
  async function hears(write: () => Promise<unknown>): Promise<void> {
    await until(async () => {
      const channels = await Promise.all(cluster.nodes.map(({ admin }) => admin.sendCommand<string[]>(['PUBSUB', 'SHARDCHANNELS'])));
      await store.log.read('c', LOG_START, 1);
      return channels.flat().includes('cellmonitor:{c}:live');
    });
    const told = growthOf(store.log, 'c');
    await write();
    await told;
  }

  it('holds a connection for commands to each master, one for wake-ups where a class is followed, and one to ask', async () => {
    await store.log.append('c', batch(1, 1));
    await until(async () => {
      const names = (await namesOnNodes()).flat().toSorted();
      expect(names).toEqual(['cell-monitor', 'cell-monitor', 'cell-monitor', 'cell-monitor-guide', 'cell-monitor-live']);
    });
  });

  it('never opens more connections than it may: commands first, and what it cannot reach it names', async () => {
    await store.close();
    store = open(cluster.url, { connectionLimit: 4 });
    await untilAllReady(store);
    await store.log.append('c', batch(1, 1));
    expect((await namesOnNodes()).flat().toSorted()).toEqual(['cell-monitor', 'cell-monitor', 'cell-monitor', 'cell-monitor-guide']);
    const tight = open(cluster.url, { connectionLimit: 3 });
    await until(async () => {
      const outcomes = await Promise.all(CLASSES.map(classId => failureOf(tight.log.append(classId, batch(1, 1)))));
      const failures = outcomes.filter(outcome => outcome !== undefined);
      expect(failures).toEqual([expect.objectContaining({ name: 'LogUnavailableError', message: TOO_FEW })]);
    });
    await tight.close();
  });

  it('refuses while a node is away, says why, and heals with it', async () => {
    const owner = await cluster.ownerOf(keysOf('c')[0]);
    await store.log.append('c', batch(1, 1));
    await owner.server.kill();
    expect(await failureOf(store.log.append('c', batch(2, 2)))).toMatchObject({ name: 'LogUnavailableError' });
    await until(() => expect(store.log.check()).rejects.toThrow(/Redis cluster is down|Redis cannot be reached/u));
    const heard = growthOf(store.log, 'c');
    await owner.server.restart();
    await untilAllReady(store);
    await heard;
    // It kept nothing, so the client is asked for what it still holds.
    expect(await store.log.append('c', batch(2, 2))).toEqual({ verdict: 'rewind', hwm: 0 });
  });

  const namesOnNodes = (): Promise<string[][]> =>
    Promise.all(
      cluster.nodes.map(async ({ admin }) =>
        (await admin.clientList()).map(({ name }) => name).filter(name => name.startsWith('cell-monitor')),
      ),
    );
});

const TOO_FEW =
  'the 3 masters of the Redis cluster need more than the 3 connections allowed: set CELL_MONITOR_REDIS_CONNECTIONS to 7 or more';

describe('a Redis that is no cluster', () => {
  it('is told apart from one', async () => {
    const server = await startRedis();
    const store = open(server.url.replace('redis://', 'redis+cluster://'));
    await until(() => expect(store.log.check()).rejects.toThrow('it is a single Redis, whose URL must begin with redis://'));
    await store.close();
    await server.stop();
  });

  it('is told apart from a part of one', async () => {
    const [node] = cluster.nodes;
    const store = open(node?.server.url ?? '');
    await until(async () => {
      const failures = await Promise.all(CLASSES.map(classId => failureOf(store.log.append(classId, batch(1, 1)))));
      expect(failures).toContainEqual(
        expect.objectContaining({ message: 'Redis is part of a cluster: its URL must begin with redis+cluster://' }),
      );
    });
    await store.close();
  });
});
