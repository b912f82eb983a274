import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { BatchReply, HelpRequest, SentMessage } from '../../../src/protocol';
import type { Store } from '../../src/app/storage/store';
import { systemClock } from '../../src/platform/clock';
import { type RedisServer, startRedis } from '../support/redis/redis-server';
import { addInstructor } from '../support/callers';
import { Classroom } from '../support/classroom';
import { connectAdmin, open, until, untilReady } from '../support/redis/redis-stores';

/** Two servers on one Redis: students and instructors reach whichever they come upon. */
let redis: RedisServer;
let stores: Store[];
let here: Classroom;
let there: Classroom;

async function openRoom(): Promise<Classroom> {
  const store = open(redis.url);
  stores.push(store);
  await untilReady(store);
  return Classroom.open({ clock: systemClock, store });
}

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());
beforeEach(async () => {
  const admin = await connectAdmin(redis.url);
  await admin.flushAll();
  admin.destroy();
  stores = [];
  here = await openRoom();
  there = await openRoom();
});
afterEach(async () => {
  await Promise.all([here.app.close(), there.app.close()]);
  await Promise.all(stores.map(store => store.close()));
});

const claim = (room: Classroom, helpId: string, token: string) =>
  room.asInstructor('PATCH', `/classes/default/help/${helpId}`, { status: 'claimed' }, token);

it('of two instructors who claim one call at once on two servers exactly one has it, and both servers say who', async () => {
  const { token } = await here.enrol('ada');
  const instructors = await Promise.all(['Grace', 'Katherine'].map(async name => (await addInstructor(here, 'assistant', name)).token));
  for (let seq = 1; seq <= 10; seq++) {
    const asked = { seq, type: 'help.requested', time: new Date().toISOString(), data: {} };
    await here.send(token, { ...here.batchOf([asked], { sid: `call${String(seq)}`.padEnd(22, '-') }), oldest: seq });
    const helpId = (await there.state()).help.find(({ status }) => status === 'open')?.id ?? '';
    const replies = await Promise.all([here, there].map((room, index) => claim(room, helpId, instructors[index] ?? '')));
    const winner = replies.find(({ statusCode }) => statusCode === 200)?.json<HelpRequest>().by;
    const told = await Promise.all([here, there].map(async room => (await room.state()).help.find(({ id }) => id === helpId)?.by));

    expect(new Set(replies.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 409]));
    expect(told).toEqual([winner, winner]);
    await here.asInstructor('PATCH', `/classes/default/help/${helpId}`, { status: 'resolved', takeOver: true });
  }
});

it('a message that was sent on one server comes with the reports to another, which has no dashboard, and is known as shown on both', async () => {
  const { token } = await there.enrol('ada');
  const id = (await here.asInstructor('POST', '/classes/default/messages', { to: { all: true }, text: 'Hello' })).json<{ id: string }>().id;
  const report = async (words: object = {}): Promise<BatchReply> =>
    (await there.send(token, { ...there.batchOf([], words), sentAt: new Date().toISOString() })).json();
  await until(async () => (await report()).messages.length === 1);
  await report({ seenMessage: id });
  const shown = async (room: Classroom): Promise<number | undefined> =>
    (await room.asInstructor('GET', '/classes/default/messages')).json<{ messages: SentMessage[] }>().messages[0]?.shown;

  await until(async () => (await shown(here)) === 1);
  expect(await shown(there)).toBe(1);
  expect((await report()).messages).toEqual([]);
});
