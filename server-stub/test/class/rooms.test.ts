import type { LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AuditPage, type ClassSummary, LIMITS, type Problem, type Room, type RoomPlan } from '../../../src/protocol';
import type { Store } from '../../src/app/storage/store';
import { type RedisServer, startRedis } from '../support/redis/redis-server';
import { Classroom } from '../support/classroom';
import { open, untilReady } from '../support/redis/redis-stores';

let room: Classroom;

const hall: Room = { id: 'hall', name: 'Hall', places: [{ team: 'Red', x: 0.5, y: 0.25 }] };
const put = (plan: object): Promise<LightMyRequestResponse> => room.asInstructor('PUT', '/classes/default/rooms', plan);
const rooms = async (): Promise<RoomPlan> => (await room.asInstructor('GET', '/classes/default/rooms')).json();

function describeRoomRoutes(openStore: () => Promise<Store | undefined>): void {
  beforeEach(async () => {
    const store = await openStore();
    room = await Classroom.open(store && { store });
  });
  afterEach(() => room.close());

  it('keeps the rooms of a class, and notes who changed them', async () => {
    expect(await rooms()).toEqual({ revision: 0, rooms: [] });
    const misspelt = await put({ revision: 0, rooms: [{ ...hall, colour: 'red' }] });
    expect(misspelt.json<Problem>()).toMatchObject({ status: 422, errors: [{ path: 'rooms[0].colour' }] });
    expect(await rooms()).toEqual({ revision: 0, rooms: [] });
    const reply = await put({ revision: 0, rooms: [hall] });

    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual({ revision: 1, rooms: [hall] });
    expect(await rooms()).toEqual({ revision: 1, rooms: [hall] });
    expect((await room.asInstructor('GET', '/audit')).json<AuditPage>().entries[0]).toMatchObject({
      action: 'rooms.changed',
      classId: 'default',
    });
  });

  it("does not overwrite somebody else's rooms unseen", async () => {
    await put({ revision: 0, rooms: [hall] });
    const late = await put({ revision: 0, rooms: [] });

    expect(late.json<Problem>()).toMatchObject({ status: 409, code: 'rooms_changed' });
    expect(await rooms()).toEqual({ revision: 1, rooms: [hall] });
  });

  it('takes as many rooms with as large plans as there may be, and no more', async () => {
    const head = 'data:image/png;base64,iVBORw0KGgo';
    const plan = head.padEnd(LIMITS.roomPlanBytes - ((LIMITS.roomPlanBytes - head.indexOf(',') - 1) % 4), 'A');
    const places = Array.from({ length: LIMITS.roomPlaces }, (_, index) => ({
      team: `${'あ'.repeat(60)}${String(index)}`,
      x: 1 / 3,
      y: 2 / 3,
    }));
    const all = Array.from({ length: LIMITS.rooms }, (_, index) => ({ ...hall, id: String(index), plan, places }));

    expect((await put({ revision: 0, rooms: all })).statusCode).toBe(200);
    expect((await rooms()).rooms).toHaveLength(LIMITS.rooms);
    const tooLarge = await put({ revision: 1, rooms: [{ ...hall, plan: plan.repeat(16) }] });
    expect(tooLarge.json<Problem>()).toMatchObject({ status: 413 });
  });
}

describe('rooms on SQLite', () => {
  describeRoomRoutes(async () => undefined);

  it('says what is wrong, and that there is no such class', async () => {
    const reply = await put({ revision: 0, rooms: [{ ...hall, plan: 'data:image/svg+xml;base64,PHN2Zz4=' }] });

    expect(reply.json<Problem>()).toMatchObject({ status: 422, code: 'invalid', errors: [{ path: 'rooms[0].plan' }] });
    expect((await room.asInstructor('GET', '/classes/none/rooms')).statusCode).toBe(404);
    expect((await room.asInstructor('PUT', '/classes/none/rooms', { revision: 0, rooms: [] })).statusCode).toBe(404);
  });

  it('lets a class say from how many failing runs on a student shows', async () => {
    const change = (attention: unknown): Promise<LightMyRequestResponse> => room.asInstructor('PATCH', '/classes/default', { attention });
    const levels = async (): Promise<unknown> => (await room.asInstructor('GET', '/classes')).json<ClassSummary[]>()[0]?.attention;
    expect(await levels()).toBeUndefined();
    expect((await change({ errorStreak: 5, other: 1 })).json<Problem>().errors).toMatchObject([{ path: 'attention.other' }]);
    expect(await levels()).toBeUndefined();
    expect((await change({ errorStreak: 5 })).json<ClassSummary>().attention).toEqual({ errorStreak: 5 });
    await room.asInstructor('PATCH', '/classes/default', { name: 'Renamed' });
    expect(await levels()).toEqual({ errorStreak: 5 });

    for (const wrong of [0, 21, 2.5, '3', null]) {
      expect((await change({ errorStreak: wrong })).json<Problem>().errors).toMatchObject([{ path: 'attention.errorStreak' }]);
    }
    expect((await change('all')).json<Problem>().errors).toMatchObject([{ path: 'attention' }]);
    expect(await levels()).toEqual({ errorStreak: 5 });
    await change({});
    expect(await levels()).toEqual({});
    const made = await room.asInstructor('POST', '/classes', { name: 'Physics', attention: { errorStreak: 20 } });
    expect(made.json<ClassSummary>().attention).toEqual({ errorStreak: 20 });
  });
});

describe('rooms on Redis', () => {
  let redis: RedisServer;
  let opened = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  describeRoomRoutes(async () => {
    opened += 1;
    const store = open(redis.url, { keyPrefix: `test${String(opened)}` });
    await untilReady(store);
    return store;
  });
});
