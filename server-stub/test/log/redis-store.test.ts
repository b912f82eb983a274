import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../src/protocol';
import { describeAlertLevels } from '../contracts/alert-levels.contract';
import { describeEndedSessions } from '../contracts/ended-sessions.contract';
import { describeAuditTrail } from '../contracts/audit-trail.contract';
import { ClassDirectory } from '../../src/class/classes/class-directory';
import { LogFollower } from '../../src/live/view/log-follower';
import { describeEventLog } from '../contracts/event-log.contract';
import { batch, growthOf } from '../support/log/batches';
import { LOG_START } from '../../src/log/event-log';
import { describeLogErasure } from '../contracts/log-erasure.contract';
import { describeLogRetention } from '../contracts/log-retention.contract';
import { reconnectDelayMs } from '../../src/databases/redis/topology/redis-client';
import type { Store } from '../../src/app/storage/store';
import { systemClock } from '../../src/platform/clock';
import { systemRandom } from '../../src/platform/random';
import { describeRegistry } from '../contracts/registry.contract';
import { describeStaff } from '../contracts/staff.contract';
import { type RedisServer, startRedis } from '../support/redis/redis-server';
import { type Admin, connectAdmin, failureOf, open, untilReady } from '../support/redis/redis-stores';

describe('a Redis that is up', () => {
  let server: RedisServer;
  let admin: Admin;
  beforeAll(async () => {
    server = await startRedis();
    admin = await connectAdmin(server.url);
  });
  afterAll(async () => {
    admin.destroy();
    await server.stop();
  });

  const openEmpty = async (): Promise<Store> => {
    await admin.flushAll();
    const store = open(server.url);
    await untilReady(store);
    return store;
  };

  describe('the log in Redis', () => {
    describeEventLog(openEmpty);
  });
  describe('trimming the log in Redis', () => {
    describeLogRetention(openEmpty);

    it('is one server’s at a time, until it ends or dies', async () => {
      const store = await openEmpty();
      expect(await store.retention.takeLease('one', 60_000)).toBe(true);
      expect(await store.retention.takeLease('other', 60_000)).toBe(false);
      await admin.pExpire('cellmonitor:{janitor}', 0);
      expect(await store.retention.takeLease('other', 60_000)).toBe(true);
      expect(await store.retention.takeLease('one', 60_000)).toBe(false);
      await store.close();
    });
  });
  describe('erasing in Redis', () => {
    describeLogErasure(openEmpty);
  });
  describe('the registry in Redis', () => {
    describeRegistry(openEmpty);
  });
  describe('the instructors in Redis', () => {
    describeStaff(openEmpty);
  });
  describe('the levels of alerts in Redis', () => {
    describeAlertLevels(openEmpty);
  });
  describe('ended sessions in Redis', () => {
    describeEndedSessions(openEmpty);
  });
  describe('the audit trail in Redis', () => {
    describeAuditTrail(openEmpty);
  });

  describe('the store in Redis', () => {
    let store: Store;
    beforeEach(async () => {
      store = await openEmpty();
    });
    afterEach(() => store.close());

    it('takes up students who joined before ids were compared: none is displaced, and theirs are their names', async () => {
      const before = { deviceId: 'd', enrolledAtMs: 1 };
      for (const [id, device] of [
        ['Ada', 'd'],
        ['ADA', 'e'],
        ['bob', 'f'],
      ] as const) {
        await admin.hSet('cellmonitor:{c}:enrolments', {
          [`device:${id}`]: device,
          [`profile:${id}`]: JSON.stringify({ displayName: id, team: '' }),
          [`since:${id}`]: id === 'Ada' ? '1' : '2',
        });
      }
      const join = (studentId: string, deviceId: string): ReturnType<Store['registry']['enrol']> =>
        store.registry.enrol({ classId: 'c', studentId, displayName: studentId, team: '', ...before, deviceId }, { maxStudents: 3 });
      expect(await join('ada', 'x')).toEqual({ verdict: 'taken', heldAs: 'Ada' });
      expect(await join('ADA', 'e')).toMatchObject({ verdict: 'enrolled', enrolment: { studentId: 'ADA' } });
      expect(await join('cy', 'x')).toEqual({ verdict: 'class_full' });
      expect(await store.registry.release('c', 'bob')).toBe(true);
      expect((await join('cy', 'x')).verdict).toBe('enrolled');
    });

    it('holds two connections, with names that an operator can read', async () => {
      const clients = await admin.clientList();
      const names = clients.map(({ name }) => name).filter(name => name.startsWith('cell-monitor'));
      expect(names.toSorted()).toEqual(['cell-monitor', 'cell-monitor-live']);
    });

    it('tells one server of what another wrote, and decides together with it', async () => {
      const other = open(server.url);
      await untilReady(other);
      expect(await other.log.read('c', LOG_START, 10)).toEqual([]);
      const told = growthOf(other.log, 'c');
      await store.log.append('c', batch(1, 5));
      await told;
      expect(await other.log.append('c', batch(1, 5))).toEqual({ verdict: 'known', hwm: 5 });
      await other.close();
    });

    it('keeps every change of a class that several servers make at once', async () => {
      const servers = [store, open(server.url), open(server.url)];
      await Promise.all(servers.map(untilReady));
      await store.registry.createClass({ id: 'c', name: '', joinCode: 'BLUE', policy: DEFAULT_POLICY, createdAtMs: 1 });
      const directories = servers.map(({ registry }) => new ClassDirectory(registry, systemClock, systemRandom));
      const changes = Array.from({ length: 24 }, async (_, index) =>
        directories[index % directories.length]?.changeClass('c', record => ({ ...record, name: `${record.name} ${String(index)}` })),
      );
      await Promise.all(changes);
      const made = (await store.registry.getClass('c'))?.name.trim().split(' ').map(Number) ?? [];
      expect(made.toSorted((a, b) => a - b)).toEqual(changes.map((_, index) => index));
      await Promise.all(servers.slice(1).map(other => other.close()));
    });

    it('shares nothing with a server of another prefix', async () => {
      const other = open(server.url, { keyPrefix: 'demo:1' });
      await untilReady(other);
      const heard: string[] = [];
      other.log.onGrowth(classId => heard.push(classId));
      await store.log.append('c', batch(1, 1));
      expect(await other.log.read('c', LOG_START, 10)).toEqual([]);
      const own = growthOf(other.log, 'd');
      await other.log.append('d', batch(1, 1));
      await own;
      expect(heard).toEqual(['d']);
      expect(await admin.keys('demo:1:*')).toContain('demo:1:{d}:log');
      await other.close();
    });

    it('keeps all keys of a class in one slot', async () => {
      await store.log.append('c', batch(1, 1));
      await store.registry.enrol({ classId: 'c', studentId: 'ada', displayName: '', team: '', deviceId: 'd', enrolledAtMs: 1 });
      const keys = await admin.keys('cellmonitor:{c}:*');
      expect(keys.toSorted()).toEqual([
        'cellmonitor:{c}:enrolments',
        'cellmonitor:{c}:hwm',
        'cellmonitor:{c}:log',
        'cellmonitor:{c}:silent',
      ]);
    });

    it('appends after all that was read before, though a server took over that lacks it and whose clock is behind', async () => {
      await store.log.append('c', batch(1, 1));
      // As the lost master had it: an entry that came two minutes from now.
      const [seconds] = await admin.time();
      const lost = `${String(Number(seconds) + 120)}000-7`;
      await admin.xAdd('cellmonitor:{c}:log', lost, { head: JSON.stringify(batch(2, 2).entry), events: '[]' });
      expect(await store.log.read('c', LOG_START, 10)).toHaveLength(2);
      await admin.del('cellmonitor:{c}:log');
      await store.log.append('c', batch(2, 2));
      const enrolled = { kind: 'enrolled', studentId: 'ada', displayName: '', team: '', receivedAtMs: 1 } as const;
      await store.log.appendEntries('c', enrolled, { ...enrolled, studentId: 'bob' });
      const after = await store.log.read('c', lost, 10);
      expect(after.map(({ entry }) => entry.kind)).toEqual(['batch', 'enrolled', 'enrolled']);
      expect(await store.log.read('c', LOG_START, 10)).toEqual(after);
    });

    it('hides nothing from a reader after a failover that lost the tail, to a server whose clock is behind', async () => {
      const seen: string[] = [];
      const follower = new LogFollower(
        store.log,
        'c',
        function* ({ entry }) {
          yield seen.push(entry.kind === 'batch' ? String(entry.last) : '');
        },
        systemClock,
      );
      await store.log.append('c', batch(1, 1));
      const [seconds] = await admin.time();
      const lost = { ...batch(2, 2).entry, receivedAtMs: Number(seconds) * 1000 };
      await admin.xAdd('cellmonitor:{c}:log', `${String(Number(seconds) + 120)}000-7`, { head: JSON.stringify(lost), events: '[]' });
      await follower.catchUp();
      await admin.del('cellmonitor:{c}:log');
      // Another server, that has not read what was lost.
      const other = open(server.url);
      await untilReady(other);
      await other.log.append('c', batch(2, 3));
      await follower.catchUp();
      expect(seen).toEqual(['1', '2', '3']);
      await other.close();
    });

    it('works on when Redis has forgotten the scripts', async () => {
      await store.log.append('c', batch(1, 1));
      await admin.sendCommand(['SCRIPT', 'FLUSH']);
      expect(await store.log.append('c', batch(2, 2))).toEqual({ verdict: 'appended', hwm: 2 });
    });

    it('acknowledges nothing while Redis is full, then goes on', async () => {
      await admin.configSet({ maxmemory: '1', 'maxmemory-policy': 'noeviction' });
      const full = { name: 'LogUnavailableError', message: 'Redis is full (maxmemory is reached)' };
      await expect(store.log.append('c', batch(1, 1))).rejects.toMatchObject(full);
      await expect(store.log.check()).rejects.toMatchObject(full);
      expect(await store.log.highWaterMark('c', 'ada', batch(1, 1).entry.sid)).toBe(0);
      await admin.configSet('maxmemory', '0');
      expect(await store.log.append('c', batch(1, 1))).toEqual({ verdict: 'appended', hwm: 1 });
    });

    it('acknowledges nothing while Redis is a replica, then goes on', async () => {
      await store.log.append('c', batch(1, 1));
      await admin.sendCommand(['REPLICAOF', '127.0.0.1', '1']);
      await expect(store.log.append('c', batch(2, 2))).rejects.toMatchObject({ message: 'Redis is a read-only replica' });
      await admin.sendCommand(['REPLICAOF', 'NO', 'ONE']);
      expect(await store.log.append('c', batch(2, 2))).toEqual({ verdict: 'appended', hwm: 2 });
    });

    it('never marks events that it did not append, not even beside a foreign key', async () => {
      await admin.set('cellmonitor:{c}:log', 'something else');
      await expect(store.log.append('c', batch(1, 1))).rejects.toMatchObject({ message: 'a key of the log belongs to another program' });
      expect(await store.log.highWaterMark('c', 'ada', batch(1, 1).entry.sid)).toBe(0);
    });

    it('hears of growth again after its subscription was cut', async () => {
      const first = growthOf(store.log, 'c');
      await store.log.append('c', batch(1, 1));
      await first;
      const missedWhileAway = growthOf(store.log, 'c');
      await admin.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub']);
      await missedWhileAway;
      const next = growthOf(store.log, 'c');
      await store.log.append('c', batch(2, 2));
      await expect(next).resolves.toBeUndefined();
    });
  });
});

describe('a Redis that fails', () => {
  let server: RedisServer;
  let store: Store;
  beforeEach(async () => {
    server = await startRedis();
    store = open(server.url);
    await untilReady(store);
  });
  afterEach(async () => {
    server.resume();
    await store.close();
    await server.stop();
  });

  const elapsedMs = async (action: Promise<unknown>): Promise<number> => {
    const startMs = performance.now();
    await action;
    return performance.now() - startMs;
  };

  it('is noticed at once when it is killed, and used again when it is back', async () => {
    await store.log.append('c', batch(1, 5));
    await server.kill();
    const refused = failureOf(store.log.append('c', batch(6, 6)));
    expect(await elapsedMs(refused)).toBeLessThan(1_000);
    expect(await refused).toMatchObject({ name: 'LogUnavailableError' });
    await expect(store.log.check()).rejects.toMatchObject({ message: expect.stringMatching(/^Redis /u) });

    const awake = growthOf(store.log, 'c');
    await server.restart();
    await awake;
    await untilReady(store);
    // This Redis kept nothing, so the client is asked for what it still holds.
    expect(await store.log.append('c', batch(6, 6))).toEqual({ verdict: 'rewind', hwm: 0 });
    expect(await store.log.append('c', batch(1, 6))).toEqual({ verdict: 'appended', hwm: 6 });
  });

  it('fails what was under way when it is killed, and nothing is sent twice', async () => {
    server.pause();
    const underWay = Promise.allSettled(Array.from({ length: 50 }, (_, index) => store.log.append('c', batch(index + 1, index + 1))));
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    await server.kill();
    expect((await underWay).every(({ status }) => status === 'rejected')).toBe(true);
    await server.restart();
    await untilReady(store);
    expect(await store.log.read('c', LOG_START, 10)).toEqual([]);
  });

  it('keeps nobody waiting while it stands still, and its late answers count', async () => {
    server.pause();
    const slow = failureOf(store.log.append('c', batch(1, 1)));
    expect(await elapsedMs(slow)).toBeLessThan(4_000);
    expect(await slow).toMatchObject({ name: 'LogUnavailableError', message: 'Redis does not answer' });
    const quick = failureOf(store.log.append('c', batch(1, 1)));
    expect(await elapsedMs(quick)).toBeLessThan(500);
    expect(await quick).toMatchObject({ name: 'LogUnavailableError', message: 'Redis does not answer' });
    server.resume();
    await untilReady(store);
    // Redis did the first append after all; its outcome was unknown, and the identity makes the resend harmless.
    expect(await store.log.append('c', batch(1, 1))).toEqual({ verdict: 'known', hwm: 1 });
  });

  it('closes in a few seconds though Redis stands still', async () => {
    server.pause();
    const pending = failureOf(store.log.append('c', batch(1, 1)));
    expect(await elapsedMs(store.close())).toBeLessThan(4_000);
    expect(await pending).toMatchObject({ name: 'LogUnavailableError' });
  });
});

describe('a Redis that keeps an append-only file', () => {
  it('has everything that was acknowledged after it was killed', async () => {
    const server = await startRedis(['--appendonly', 'yes', '--appendfsync', 'always']);
    const store = open(server.url);
    await untilReady(store);
    await store.log.append('c', batch(1, 5));
    const before = await store.log.read('c', LOG_START, 10);
    await server.kill();
    await server.restart();
    await untilReady(store);
    expect(await store.log.append('c', batch(1, 5))).toEqual({ verdict: 'known', hwm: 5 });
    expect(await store.log.append('c', batch(6, 6))).toEqual({ verdict: 'appended', hwm: 6 });
    expect(await store.log.read('c', LOG_START, 1)).toEqual(before);
    expect(await store.log.read('c', before[0]?.position ?? '', 10)).toMatchObject([{ entry: { first: 6 } }]);
    await store.close();
    await server.stop();
  });
});

describe('opening a store in Redis', () => {
  it('does not wait for a Redis that is not there, and says so', async () => {
    const store = open('redis://127.0.0.1:1');
    await expect(store.log.check()).rejects.toMatchObject({ name: 'LogUnavailableError' });
    await store.close();
  });

  it('says that the password is wrong, and never says which', async () => {
    const server = await startRedis(['--requirepass', 'right']);
    const store = open(`redis://:hunter2@127.0.0.1:${String(server.port)}`);
    let reason = '';
    while (!reason.includes('password')) {
      reason = await store.log.check().then(
        () => 'accepted',
        (error: unknown) => inspect(error),
      );
      expect(reason).not.toContain('hunter2');
      expect(reason).not.toBe('accepted');
      await delay(20);
    }
    await store.close();
    await server.stop();
  });

  it('leaves no connection behind when it is closed before it had one', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    const accepted = new Promise<Socket[]>(resolve => {
      const sockets: Socket[] = [];
      server.on('connection', socket => sockets.push(socket.resume()) === 2 && resolve(sockets));
    });
    await once(server, 'listening');
    await open(`redis://127.0.0.1:${String((server.address() as AddressInfo).port)}`).close();
    const sockets = await accepted;
    await Promise.all(sockets.map(async socket => socket.closed || (await once(socket, 'close'))));
    expect(sockets).toHaveLength(2);
    server.close();
    // Sooner than a connection is given up as silent, which would end it, too.
  }, 8_000);

  it('refuses a URL that it cannot use, and too few connections', () => {
    expect(() => open('http://a')).toThrow('The Redis URL must look like redis://');
    expect(() => open('redis://a', { connectionLimit: 1 })).toThrow(
      'CELL_MONITOR_REDIS_CONNECTIONS is 1, and a Redis URL of this kind needs at least 2.',
    );
  });

  it('waits longer after each failure, up to a few seconds, never in step with others', () => {
    const earliest = [0, 1, 2, 5, 20].map(retries => reconnectDelayMs(retries, { ...systemRandom, fraction: () => 0 }));
    const latest = [0, 1, 2, 5, 20].map(retries => reconnectDelayMs(retries, { ...systemRandom, fraction: () => 1 }));
    expect(earliest).toEqual([50, 100, 200, 1_500, 1_500]);
    expect(latest).toEqual([100, 200, 400, 3_000, 3_000]);
  });
});
