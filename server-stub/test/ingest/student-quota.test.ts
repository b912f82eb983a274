import { afterEach, expect, it } from 'vitest';
import type { ExportedEvent, OrdinaryEvent } from '../../../src/protocol';
import { Classroom, OTHER_DEVICE, OTHER_SID } from '../support/classroom';

let room: Classroom;
afterEach(() => room.close());

const QUOTA_BYTES = 100_000;
const CODE = 'x'.repeat(10_000);

/** Reports one at a time; the server has taken each in when it is asked for its state. */
async function reportRuns(token: string, first: number, last: number, words: { sid?: string } = {}): Promise<void> {
  for (let seq = first; seq <= last; seq++) {
    const event: OrdinaryEvent = room.run(seq, { code: CODE, ok: false, error: { name: 'E', message: 'm'.repeat(500) } });
    expect((await room.send(token, room.batchOf([event], words))).statusCode).toBe(202);
    await room.state();
  }
}

const omits = ({ data }: ExportedEvent): boolean => (data as { textsOmitted?: unknown }).textsOmitted === 'quota';

it('stores what is beyond a day’s quota without its texts and says so, refuses nothing, and nothing of the others', async () => {
  room = await Classroom.open({ studentQuotaBytes: QUOTA_BYTES });
  await room.asInstructor('PATCH', `/classes/${room.class.id}`, { policy: { level: 'outputs' } });
  const [{ token }, { token: other }] = [await room.enrol(), await room.enrol('bob', { deviceId: OTHER_DEVICE })];
  await reportRuns(token, 1, 20);
  await reportRuns(other, 1, 2, { sid: OTHER_SID });
  const events = await room.exported();
  const [ofOne, ofOther] = ['ada', 'bob'].map(student => events.filter(({ studentId }) => studentId === student));

  expect(ofOne?.map(omits)).toEqual(Array.from({ length: 20 }, (_, index) => index > 9));
  expect(ofOne?.at(-1)?.data).toEqual({ ...room.run(20, { ok: false, error: { name: 'E' } }).data, textsOmitted: 'quota' });
  expect(ofOther?.map(omits)).toEqual([false, false]);
  expect((await room.state()).students.find(({ studentId }) => studentId === 'ada')).toMatchObject({ runs: 20, errors: 20 });
});

it('counts a day, also across a restart, and no replay', async () => {
  room = await Classroom.open({ studentQuotaBytes: QUOTA_BYTES });
  await room.asInstructor('PATCH', `/classes/${room.class.id}`, { policy: { level: 'outputs' } });
  const { token } = await room.enrol();
  await reportRuns(token, 1, 6);
  await reportRuns(token, 1, 6);
  await room.restart();
  await room.state();
  await reportRuns(token, 7, 12);
  await room.clock.advance(26 * 3_600_000);
  await reportRuns(token, 13, 13);

  expect((await room.exported()).map(omits)).toEqual([...Array.from({ length: 10 }, () => false), true, true, false]);
});
