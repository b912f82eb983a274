import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Replay } from '../../../src/protocol';
import { Classroom, OTHER_SID } from '../support/classroom';

const HOUR_MS = 3_600_000;

let room: Classroom;
beforeEach(async () => {
  room = await Classroom.open();
});
afterEach(() => room.close());

const ago = (ms: number): string => new Date(room.clock.wallMs() - ms).toISOString();

describe('the clocks of students', () => {
  it('give nobody a place in the queue: who called first is first, since the server heard of it', async () => {
    const [ada, bob] = [(await room.enrol('ada')).token, (await room.enrol('bob')).token];
    const heardAt = ago(0);
    await room.send(ada, room.batchOf([{ seq: 1, type: 'help.requested', time: ago(0), data: {} }]));
    await room.clock.advance(60_000);
    const liar = { seq: 1, type: 'help.requested', time: ago(8 * HOUR_MS), data: {} };
    await room.send(bob, room.batchOf([liar], { sid: OTHER_SID }));

    expect((await room.state()).help.map(({ studentId, since }) => [studentId, since])).toEqual([
      ['ada', heardAt],
      ['bob', ago(0)],
    ]);
  });

  it('stretch no replay and no error: what was sent in 9999 and happened in the year 1 happened now', async () => {
    const [ada, bob] = [(await room.enrol('ada')).token, (await room.enrol('bob')).token];
    const failed = { ok: false, error: { name: 'NameError', message: 'm' } };
    await room.send(ada, room.batchOf([room.run(1, failed)]));
    const lie = { ...room.run(1, failed), time: '0001-01-01T00:00:00.000Z' };
    await room.send(bob, room.batchOf([lie], { sid: OTHER_SID, sentAt: '9999-12-31T23:59:59.999Z' }));

    const nowMs = room.clock.wallMs();
    const replay = (await room.asInstructor('GET', '/classes/default/replay')).json<Replay>();
    expect([replay.fromMs, replay.toMs]).toEqual([nowMs, nowMs]);
    const state = await room.state();
    expect(state.errors).toMatchObject([{ firstAt: ago(0), lastAt: ago(0) }]);
    expect(state.students.find(({ studentId }) => studentId === 'bob')?.lastEventAt).toBe(ago(0));
  });
});
