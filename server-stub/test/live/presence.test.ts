import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StudentState } from '../../../src/protocol';
import type { Store } from '../../src/app/storage/store';
import { systemClock } from '../../src/platform/clock';
import { MemoryPresence } from '../../src/live/presence/memory-presence';
import { describePresence } from '../contracts/presence.contract';
import { type RedisServer, startRedis } from '../support/redis/redis-server';
import { Classroom } from '../support/classroom';
import { connectAdmin, open, until, untilReady } from '../support/redis/redis-stores';

describePresence('memory', async () => new MemoryPresence(systemClock));

let redis: RedisServer;
let stores: Store[] = [];

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());
afterEach(async () => {
  await Promise.all(stores.map(store => store.close()));
  stores = [];
});
beforeEach(async () => {
  const admin = await connectAdmin(redis.url);
  await admin.flushAll();
  admin.destroy();
});

async function openStore(): Promise<Store> {
  const store = open(redis.url);
  stores.push(store);
  await untilReady(store);
  return store;
}

describePresence('redis', async () => (await openStore()).presence);

describe('several servers on one Redis', () => {
  const hears = async ({ presence }: Store, studentId: string, seenAtMs: number): Promise<void> =>
    until(async () => {
      await presence.refresh('c');
      return presence.heardAtMs('c', studentId) === seenAtMs;
    });

  it('hear of the students of each other, and so does one that starts later', async () => {
    const [one, other] = [await openStore(), await openStore()];
    one.presence.touch('c', 'ada', 1000);
    other.presence.touch('c', '__proto__', 2000);
    await hears(other, 'ada', 1000);
    await hears(one, '__proto__', 2000);

    const later = await openStore();
    await hears(later, 'ada', 1000);

    expect(later.presence.heardAtMs('c', '__proto__')).toBe(2000);
  });

  it('know what goes on at the pages that report to each other, and that it has ended', async () => {
    const [one, other] = [await openStore(), await openStore()];
    const page = { sid: 'a', now: { notebook: 'a.ipynb', cell: { id: 'c', index: 0 }, forMs: 5000 } };
    const knows = (store: Store, wanted: boolean): Promise<void> =>
      until(async () => {
        await store.presence.refresh('c');
        return (store.presence.nowAt('c', 'ada').running !== undefined) === wanted;
      });
    one.presence.touch('c', 'ada', Date.now(), page);
    await knows(other, true);
    const later = await openStore();
    await knows(later, true);
    expect(later.presence.nowAt('c', 'ada')).toEqual(one.presence.nowAt('c', 'ada'));

    other.presence.touch('c', 'ada', Date.now(), { sid: 'a' });
    await knows(one, false);
    await knows(later, false);
  });

  it('believe nothing of a page that was heard in the future: that was before a clock was set back', async () => {
    const [one, other] = [await openStore(), await openStore()];
    const unreachable = { notebook: 'a.ipynb', forMs: 0 };
    one.presence.touch('c', 'ada', Date.now() + 3_600_000, { sid: 'a', unreachable });
    one.presence.touch('c', 'bob', Date.now(), { sid: 'b', unreachable });
    await until(async () => {
      await other.presence.refresh('c');
      return other.presence.nowAt('c', 'bob').unreachable !== undefined;
    });

    expect(other.presence.nowAt('c', 'ada')).toEqual({});
  });

  it('take no page for gone while Redis is away', async () => {
    const store = await openStore();
    store.presence.touch('c', 'ada', Date.now(), { sid: 'a', unreachable: { notebook: 'a.ipynb', forMs: 0 } });
    await redis.kill();
    await store.presence.refresh('c');

    expect(store.presence.nowAt('c', 'ada')).toHaveProperty('unreachable');
    await redis.restart();
  });

  it('go on by themselves after Redis was away', async () => {
    const [one, other] = [await openStore(), await openStore()];
    await redis.kill();
    one.presence.touch('c', 'ada', 1000);
    await other.presence.refresh('c');
    await redis.restart();
    await until(() => {
      one.presence.touch('c', 'ada', 3000);
      return hears(other, 'ada', 3000).then(() => true);
    });

    expect(other.presence.heardAtMs('c', 'ada')).toBe(3000);
  });

  it('show one student as connected whose heartbeats arrive at another', async () => {
    const clock = systemClock;
    const [here, there] = [await openStore(), await openStore()];
    const dashboards = await Classroom.open({ clock, store: here });
    const students = await Classroom.open({ clock, store: there });
    const { token } = await students.enrol('ada');
    await students.report(token, 1, 1);
    const reported = await stateOf(dashboards);
    await students.send(token, students.batchOf([], { sid: 'C'.repeat(22) }));
    await until(async () => (await stateOf(dashboards)).lastSeenAt !== reported.lastSeenAt);

    expect((await stateOf(dashboards)).lastEventAt).toBe(reported.lastEventAt);
    await dashboards.app.close();
    await students.app.close();
  });
});

async function stateOf(room: Classroom): Promise<StudentState> {
  const { students } = await room.state();
  return students[0] as StudentState;
}
