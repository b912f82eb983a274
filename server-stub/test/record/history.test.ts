import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Problem, Replay, StudentTimeline } from '../../../src/protocol';
import { LOG_START } from '../../src/log/event-log';
import { Classroom, OTHER_DEVICE, OTHER_SID } from '../support/classroom';

let room: Classroom;
let adas: string;

beforeEach(async () => {
  room = await Classroom.open();
  ({ token: adas } = await room.enrol('ada', { team: 'Team 1' }));
});
afterEach(() => room.close());

const timeline = async (query = '', studentId = 'ada'): Promise<StudentTimeline> =>
  (await room.asInstructor('GET', `/classes/default/students/${studentId}/timeline${query}`)).json();
const replay = async (): Promise<Replay> => (await room.asInstructor('GET', '/classes/default/replay')).json();

describe('the timeline of a student', () => {
  it('goes back page by page to the first event', async () => {
    await room.report(adas, 1, 5);
    const newest = await timeline('?limit=3');
    const older = await timeline(`?limit=3&before=${String(newest.before)}`);

    expect(newest.events.map(({ seq }) => seq)).toEqual([5, 4, 3]);
    expect(newest.events[0]).toMatchObject({ classId: 'default', studentId: 'ada', type: 'cell.executed', time: room.clock.timestamp });
    expect(older).toMatchObject({ events: [{ seq: 2 }, { seq: 1 }], before: null });
    expect(await timeline()).toMatchObject({ before: null });
    expect((await timeline()).events).toHaveLength(5);
  });

  it('is empty for one who has done nothing, and the same after a restart', async () => {
    expect(await timeline()).toEqual({ events: [], before: null });
    await room.report(adas, 1, 3);
    const before = await timeline();
    await room.restart();
    expect(await timeline()).toEqual(before);
  });

  it('is read where the student\u2019s entries are, and not from the start of the class\u2019s log', async () => {
    const { token: bobs } = await room.enrol('bob', { deviceId: OTHER_DEVICE });
    await room.report(adas, 1, 2);
    for (let seq = 1; seq <= 60; seq++) {
      await room.report(bobs, seq, seq);
    }
    await room.state();
    const read = vi.spyOn(room.store.log, 'read');
    const readAt = vi.spyOn(room.store.log, 'readAt');

    expect((await timeline()).events).toHaveLength(2);
    expect(read.mock.calls.map(([, after]) => after)).not.toContain(LOG_START);
    expect(readAt.mock.calls.flatMap(([, positions]) => positions)).toHaveLength(1);
  });

  it('has nothing of before an erasure that begins while it is read', async () => {
    await room.report(adas, 1, 3);
    const { log } = room.store;
    const readAt = log.readAt.bind(log);
    vi.spyOn(log, 'readAt').mockImplementationOnce(async (...asked) => {
      await room.asInstructor('DELETE', '/classes/default/students/ada/data');
      return readAt(...asked);
    });

    expect(await timeline()).toMatchObject({ status: 404 });
    await room.clock.advance(1000);
    const { token: again } = await room.enrol('ada', { team: 'Team 1' });
    await room.send(again, room.batchOf([room.run(1)], { sid: OTHER_SID }));
    expect((await timeline()).events).toMatchObject([{ sid: OTHER_SID, seq: 1 }]);
  });

  it.each(['?limit=0', '?limit=501', '?limit=x', '?limit=1&limit=2', '?before=x', '?before=', '?before=a&before=b'])(
    'is not told with %s',
    async query => {
      const reply = await room.asInstructor('GET', `/classes/default/students/ada/timeline${query}`);
      expect(reply.json<Problem>()).toMatchObject({ status: 422, code: 'invalid' });
    },
  );

  it('is not told of somebody whom nobody knows', async () => {
    expect((await room.asInstructor('GET', '/classes/default/students/zoe/timeline')).statusCode).toBe(404);
    expect((await room.asInstructor('GET', '/classes/none/students/ada/timeline')).statusCode).toBe(404);
  });

  it('holds nothing that the class no longer keeps', async () => {
    await room.report(adas, 1, 2);
    await room.asInstructor('PATCH', '/classes/default', { policy: { retentionDays: 1 } });
    await room.clock.advance(3 * 86_400_000);
    await room.report(adas, 3, 3);

    expect((await timeline()).events.map(({ seq }) => seq)).toEqual([3]);
    expect((await replay()).runs).toHaveLength(1);
  });
});

describe('the replay of a class', () => {
  it('has every run of everybody, by the time when it was', async () => {
    const { token: bobs } = await room.enrol('bob', { deviceId: OTHER_DEVICE });
    const cell = { id: 'c1', index: 0, exercise: 'q1' };
    const early = room.run(1, { cell, ok: false });
    await room.clock.advance(60_000);
    await room.send(bobs, room.batchOf([room.run(1, { cell })]));
    await room.send(adas, room.batchOf([early], { sid: OTHER_SID }));
    await room.send(adas, room.batchOf([room.run(1, { cell: { id: 'own', index: 1 } })]));
    const { fromMs, toMs, students, exercises, runs } = await replay();

    expect(new Date(fromMs).toISOString()).toBe(early.time);
    expect(toMs - fromMs).toBe(60_000);
    expect(students).toEqual(['ada', 'bob']);
    expect(exercises).toMatchObject([{ name: 'q1', started: 2 }]);
    expect(runs).toEqual([
      [0, 0, 0, 0, 'failing'],
      [60_000, 1, 0, 1, 'ran'],
      [60_000, 0, -1, 1, null],
    ]);
  });

  it('is empty and whole for a class without runs', async () => {
    const nowMs = Date.parse(room.clock.timestamp);
    expect(await replay()).toEqual({ fromMs: nowMs, toMs: nowMs, students: ['ada'], exercises: [], runs: [] });
    expect((await room.asInstructor('GET', '/classes/none/replay')).statusCode).toBe(404);
  });
});

it('shows the output of a run where the class lets it out', async () => {
  await room.asInstructor('PATCH', '/classes/default', { policy: { level: 'outputs' } });
  await room.clock.advance(3000);
  await room.send(adas, room.batchOf([room.run(1, { output: 'Hello\n', code: 'print("Hello")' }), room.run(2)]));

  const [silent, loud] = (await room.detail('ada')).runs;
  expect(loud?.output).toBe('Hello\n');
  expect(silent).not.toHaveProperty('output');
});

it('keeps nobody waiting for the many histories that one instructor asks for', async () => {
  await room.report(adas, 1, 5);
  const ask = (path: string) => room.asInstructor('GET', `/classes/default${path}`);
  const asked = await Promise.all([1, 2, 3, 4].map(() => ask('/replay')).concat(ask('/replay'), ask('/students/ada/timeline')));
  expect(asked.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 429, 429]);
  expect(asked[5]?.json<Problem>()).toMatchObject({ code: 'too_many_attempts', retryAfterMs: expect.any(Number) as number });

  expect((await ask('/replay')).statusCode).toBe(200);
});
