import type { SystemState } from '../../src/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Classroom, INSTRUCTOR_TOKEN, OTHER_SID } from './support/classroom';
import { until } from './support/redis/redis-stores';
import { FeedReader } from './support/feed-reader';

const HOUR_MS = 3_600_000;

let room: Classroom;
let token: string;
let seq: number;

beforeEach(async () => {
  room = await Classroom.open();
  ({ token } = await room.enrol('ada', { team: 'Team 1' }));
  seq = 0;
});
afterEach(() => room.close());

/** One more run of the only student, who fails at something new each time. */
async function report(): Promise<void> {
  seq += 1;
  const cell = { id: `c${String(seq)}`, index: seq, exercise: `ex-${String(seq)}` };
  const reply = await room.send(token, room.batchOf([room.run(seq, { cell, ok: false, error: { name: 'NameError', message: 'm' } })]));
  expect(reply.statusCode).toBe(202);
}

function runsTold(reader: FeedReader): number | undefined {
  return reader.events.findLast(({ data }) => data.totals !== undefined)?.data.totals.runs;
}

describe.each([
  ['an hour back', -HOUR_MS, 1],
  // A machine that has slept is the same: a session begins.
  ['a day forward', 24 * HOUR_MS, 0],
  ['a day back', -24 * HOUR_MS, 1],
])('when the machine’s clock is set %s', (_, stepMs, runsBefore) => {
  it('whoever watches is told within a second, of runs, exercises and errors', async () => {
    const reader = await FeedReader.open(room);
    await report();
    await room.clock.advance(1000);
    expect(runsTold(reader)).toBe(1);

    room.clock.stepWall(stepMs);

    for (const runs of [1, 2, 3]) {
      await report();
      await room.clock.advance(1000);
      expect(runsTold(reader)).toBe(runsBefore + runs);
    }
    await room.clock.advance(2000);
    const parts = reader.events.map(({ data }) => data);
    expect(parts.findLast(({ exercises }) => exercises !== undefined)?.exercises).toHaveLength(4);
    expect(parts.findLast(({ errors }) => errors !== undefined)?.errors).toHaveLength(runsBefore + 3);
  });

  it('a dashboard that opens then is told what comes after its snapshot', async () => {
    const before = await FeedReader.open(room);
    await report();
    await room.clock.advance(1000);
    before.stream.destroy();
    room.clock.stepWall(stepMs);

    const reader = await FeedReader.open(room);
    expect(runsTold(reader)).toBe(1);
    await report();
    await room.clock.advance(1000);

    expect(reader.last.event).toBe('delta');
    expect(runsTold(reader)).toBe(runsBefore + 1);
  });

  it('nobody who is silent looks present, and who is heard does', async () => {
    const { token: grace } = await room.enrol('grace', { team: 'Team 2' });
    await report();
    await room.send(grace, room.batchOf([room.run(1)], { sid: OTHER_SID }));
    room.clock.stepWall(stepMs);
    for (let beat = 0; beat < 20; beat++) {
      await room.clock.advance(1000);
      await room.send(grace, room.batchOf([], { sid: OTHER_SID }));
    }

    const { students } = await room.state();
    expect(students.map(({ studentId, status }) => [studentId, status === 'offline'])).toEqual([
      ['ada', true],
      ['grace', false],
    ]);
  });

  it('the server says so, in its log and among its alerts', async () => {
    await room.close();
    room = await Classroom.open({ watch: { levels: {}, sinks: [] } });
    await room.clock.advance(5000);
    room.clock.stepWall(stepMs);
    await room.clock.advance(10_000);

    expect(room.logLines.filter(line => line.includes('clock was set'))).toHaveLength(1);
    const severity = async (): Promise<string | undefined> =>
      (await room.asInstructor('GET', '/system')).json<SystemState>().alerts.find(({ name }) => name === 'clock')?.severity;
    await until(async () => expect(await severity()).toBe('warning'));
    await room.clock.advance(11 * 60_000);
    await until(async () => expect(await severity()).toBe('ok'));
  });

  it('whoever joins again from the same device goes on reporting', async () => {
    await report();
    room.clock.stepWall(stepMs);

    const { token: renewed } = await room.enrol('ada', { team: 'Team 1' });
    expect((await room.send(renewed, room.batchOf([room.run(1)], { sid: OTHER_SID }))).statusCode).toBe(202);
  });

  it('a name that was released is still withdrawn, and free for the next', async () => {
    room.clock.stepWall(stepMs);
    await room.asInstructor('DELETE', '/classes/default/enrolments/ada?forget=1');
    const { token: again } = await room.enrol('ada', { team: 'Team 1' });

    expect((await room.send(token, room.batchOf([room.run(1)]))).statusCode).toBe(401);
    expect((await room.send(again, room.batchOf([room.run(1)], { sid: OTHER_SID }))).statusCode).toBe(202);
  });

  it('students join, and are let in as fast as before', async () => {
    room.clock.stepWall(stepMs);

    const { token: other } = await room.enrol('grace', { team: 'Team 2' });
    for (let count = 1; count <= 10; count++) {
      expect((await room.send(other, room.batchOf([room.run(count)], { sid: OTHER_SID }))).statusCode).toBe(202);
    }
  });
});

it('a clock that was a day ahead leaves no token and no session behind that last a day longer', async () => {
  const cookie = String(
    (await room.inject({ method: 'POST', url: '/api/v1/session', payload: { token: INSTRUCTOR_TOKEN } })).headers['set-cookie'],
  ).split(';')[0];
  await report();
  room.clock.stepWall(-24 * HOUR_MS);

  // The source that it opened goes on; a new one waits until the page has got a new token by itself.
  await report();
  expect((await room.send(token, room.batchOf([room.run(1)], { sid: OTHER_SID }))).statusCode).toBe(401);
  const { token: renewed } = await room.enrol('ada', { team: 'Team 1' });
  expect((await room.send(renewed, room.batchOf([room.run(1)], { sid: OTHER_SID }))).statusCode).toBe(202);
  expect((await room.inject({ method: 'GET', url: '/api/v1/session', headers: { cookie } })).statusCode).toBe(401);
});
