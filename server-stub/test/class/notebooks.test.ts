import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditPage, BatchReply, CoursePlan, Problem } from '../../../src/protocol';
import type { Store } from '../../src/app/storage/store';
import { ClassDirectory } from '../../src/class/classes/class-directory';
import { systemRandom } from '../../src/platform/random';
import { addInstructor } from '../support/callers';
import { Classroom } from '../support/classroom';
import { type RedisServer, startRedis } from '../support/redis/redis-server';
import { open, untilReady } from '../support/redis/redis-stores';

let room: Classroom;

const WEEK: CoursePlan = {
  notebooks: [
    {
      name: 'week-1.ipynb',
      exercises: [{ name: 'loops', index: 1, title: 'Loops', checks: ['loops-1'], placeholder: '0123456789abcdef' }],
    },
  ],
};

const put = (plan: object, token?: string) => room.asInstructor('PUT', '/classes/default/notebooks', plan, token);
const notebooks = async (token?: string): Promise<CoursePlan> =>
  (await room.asInstructor('GET', '/classes/default/notebooks', undefined, token)).json();
const audited = async () =>
  (await room.asInstructor('GET', '/audit')).json<AuditPage>().entries.filter(({ action }) => action === 'notebooks.changed');

function describeNotebooks(openStore: () => Promise<Store | undefined>): void {
  beforeEach(async () => {
    const store = await openStore();
    room = await Classroom.open(store && { store });
  });
  afterEach(() => room.close());

  it('are none until they are uploaded, and then what every instructor reads', async () => {
    expect(await notebooks()).toEqual({ notebooks: [] });
    const reply = await put(WEEK);
    const viewer = (await addInstructor(room, 'viewer')).token;

    expect([reply.statusCode, reply.json()]).toEqual([200, WEEK]);
    expect(await notebooks(viewer)).toEqual(WEEK);
    expect((await put(WEEK, viewer)).statusCode).toBe(403);
  });

  it('are refused with a word that nobody knows, and stay as they were', async () => {
    await put(WEEK);
    const [week] = WEEK.notebooks;
    const reply = await put({ notebooks: [{ ...week, exercises: [{ name: 'loops', index: 1, checks: [], solution: 'x = 1' }] }] });

    expect(reply.json<Problem>()).toMatchObject({ status: 422, errors: [{ path: 'notebooks[0].exercises[0].solution' }] });
    expect((await put({ notebooks: 'none' })).json<Problem>()).toMatchObject({ status: 422, errors: [{ path: 'notebooks' }] });
    expect(await notebooks()).toEqual(WEEK);
  });

  it('bring students the hashes of their placeholders with the next report', async () => {
    const { token, policy } = await room.enrol('ada');
    await put(WEEK);
    await room.clock.advance(3000);
    const { policy: told } = (await room.send(token, { ...room.batchOf([]), policyRevision: policy.revision })).json<BatchReply>();

    expect(told).toEqual({ ...policy, revision: policy.revision + 1, placeholders: ['0123456789abcdef'] });
  });

  it('reach every server’s view of the class, as the same object until they are others', async () => {
    const elsewhere = new ClassDirectory(room.store.registry, room.clock, systemRandom);
    expect(await elsewhere.getPlan('default')).toBeUndefined();
    await put(WEEK);
    await room.clock.advance(3000);
    const plan = await elsewhere.getPlan('default');
    await room.clock.advance(3000);

    expect(plan).toEqual(WEEK);
    expect(await elsewhere.getPlan('default')).toBe(plan);
    await put({ notebooks: [] });
    await room.clock.advance(3000);
    expect(await elsewhere.getPlan('default')).toBeUndefined();
  });

  it('are on record by name when they are changed, and not when nothing is', async () => {
    await put(WEEK);
    await put(WEEK);
    await put({ notebooks: [] });

    expect(await audited()).toMatchObject([{ subject: 'week-1.ipynb' }, { subject: 'week-1.ipynb' }]);
    expect(await audited()).toHaveLength(2);
  });
}

describe('the notebooks of a class, in SQLite', () => {
  describeNotebooks(async () => undefined);
});

describe('the notebooks of a class, in Redis', () => {
  let redis: RedisServer;
  let opened = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  describeNotebooks(async () => {
    opened += 1;
    const store = open(redis.url, { keyPrefix: `test${String(opened)}` });
    await untilReady(store);
    return store;
  });
});
