import { gzipSync } from 'node:zlib';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/protocol';
import { StudentBudget } from '../../src/access/admission/student-budget';
import { LogUnavailableError } from '../../src/databases/log-unavailable';
import { openSqliteStore } from '../../src/app/storage/sqlite-store';
import { alterLog } from '../support/log/altered-log';
import { Classroom, OTHER_DEVICE, OTHER_SID } from '../support/classroom';
import { VirtualClock } from '../support/virtual-clock';

let room: Classroom;
afterEach(() => room.close());

/** Full batches one after the other, as an outbox is emptied: `count` events each, of `size` characters of code. */
async function drain(token: string, batches: number, count: number, size: number): Promise<LightMyRequestResponse[]> {
  const replies: LightMyRequestResponse[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const events = Array.from({ length: count }, (_, index) => room.run(batch * count + index + 1, { code: 'x'.repeat(size) }));
    const packed = gzipSync(JSON.stringify(room.batchOf(events)), { level: 1 });
    replies.push(await room.send(token, packed, { 'content-encoding': 'gzip' }));
  }
  return replies;
}

const statusesOf = (replies: readonly LightMyRequestResponse[]): number[] => [...new Set(replies.map(({ statusCode }) => statusCode))];

describe('a student who was offline', { timeout: 60_000 }, () => {
  it.each([
    ['20,000 events', 40, 500, 10],
    ['20 MB', 20, 62, 15_800],
  ])('sends a full outbox of %s at once and is never refused', async (_what, batches, count, size) => {
    room = await Classroom.open();
    const { token } = await room.enrol();

    expect(statusesOf(await drain(token, batches, count, size))).toEqual([202]);
  });

  it('goes on with 500 events a second after that', async () => {
    room = await Classroom.open();
    const { token } = await room.enrol();
    await drain(token, 50, 500, 10);
    const statuses: number[] = [];
    for (let second = 0; second < 5; second++) {
      await room.clock.advance(1000);
      const first = 25_001 + second * 500;
      statuses.push((await room.report(token, first, first + 499)).statusCode);
    }

    expect(statuses).toEqual([202, 202, 202, 202, 202]);
  });
});

describe('a student whose reports take more than their share', { timeout: 60_000 }, () => {
  it.each([
    ['events', 51, 500, 10],
    ['bytes', 27, 62, 15_800],
  ])('of %s waits as long as they are told, and no longer; the others do not', async (_what, batches, count, size) => {
    room = await Classroom.open();
    const [{ token }, { token: other }] = [await room.enrol(), await room.enrol('bob', { deviceId: OTHER_DEVICE })];
    const replies = await drain(token, batches + 1, count, size);
    const refused = replies.at(-1);
    const { code, retryAfterMs = 0 } = refused?.json<Problem>() ?? { code: '' };

    expect(code).toBe('slow_down');
    expect(Number(refused?.headers['retry-after'])).toBe(Math.ceil(retryAfterMs / 1000));
    expect((await room.report(other, 1, 1, { sid: OTHER_SID })).statusCode).toBe(202);
    await room.clock.advance(retryAfterMs);
    expect((await room.report(token, 1, 1)).statusCode).toBe(202);
  });

  it('is not charged for what the log could not take', async () => {
    const real = openSqliteStore(':memory:');
    let isDown = true;
    const append: (typeof real.log)['append'] = async (...args) => {
      if (isDown) {
        throw new LogUnavailableError('the disk is full');
      }
      return real.log.append(...args);
    };
    room = await Classroom.open({ store: { ...real, log: alterLog(real.log, { append }) } });
    const { token } = await room.enrol();
    expect(statusesOf(await drain(token, 4, 500, 10))).toEqual([503]);
    isDown = false;

    expect(statusesOf(await drain(token, 50, 500, 10))).toEqual([202]);
  });
});

it('waits off what folding their entries took beyond their share', async () => {
  const clock = new VirtualClock();
  const budget = new StudentBudget(clock);
  budget.charge('ada', 'foldMs', 4999);
  expect(budget.waitMs('ada')).toBe(0);
  budget.charge('ada', 'foldMs', 1000);
  const waitMs = budget.waitMs('ada');
  expect(budget.waitMs('bob')).toBe(0);
  await clock.advance(waitMs - 1);
  expect(budget.waitMs('ada')).toBe(1);
  await clock.advance(1);

  expect(budget.waitMs('ada')).toBe(0);
  expect(waitMs).toBe(20_000);
});
