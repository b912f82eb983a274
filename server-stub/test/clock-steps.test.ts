import type { BatchMessage, BatchReply, HelpRequest, OrdinaryEvent, SessionList, SystemState } from '../../src/protocol';
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

/** By the student's own clock, which nobody sets. */
const studentsTime = (): string => new Date(room.clock.trueMs()).toISOString();

/** A report by somebody whose clock is right. */
function reportOf(events: readonly OrdinaryEvent[], words: Partial<BatchMessage> = {}): BatchMessage {
  const time = studentsTime();
  return room.batchOf(
    events.map(event => ({ ...event, time })),
    { sentAt: time, ...words },
  );
}

/** One more run of the only student, who fails at something new each time. */
async function report(): Promise<void> {
  seq += 1;
  const cell = { id: `c${String(seq)}`, index: seq, exercise: `ex-${String(seq)}` };
  const reply = await room.send(token, reportOf([room.run(seq, { cell, ok: false, error: { name: 'NameError', message: 'm' } })]));
  expect(reply.statusCode).toBe(202);
}

/** As a dashboard reckons it. */
const waitedMs = (help: readonly HelpRequest[]): number => room.clock.wallMs() - Date.parse(help[0]?.since ?? '');

function runsTold(reader: FeedReader): number | undefined {
  return reader.events.findLast(({ data }) => data.totals !== undefined)?.data.totals.runs;
}

describe.each([
  ['an hour back', -HOUR_MS],
  ['a day forward', 24 * HOUR_MS],
  ['a day back', -24 * HOUR_MS],
])('when the machine’s clock is set %s', (_, stepMs) => {
  it('whoever watches is told within a second, of runs, exercises and errors', async () => {
    const reader = await FeedReader.open(room);
    await report();
    await room.clock.advance(1000);
    expect(runsTold(reader)).toBe(1);

    room.clock.stepWall(stepMs);

    for (const runs of [1, 2, 3]) {
      await report();
      await room.clock.advance(1000);
      expect(runsTold(reader)).toBe(1 + runs);
    }
    await room.clock.advance(2000);
    const parts = reader.events.map(({ data }) => data);
    expect(parts.findLast(({ exercises }) => exercises !== undefined)?.exercises).toHaveLength(4);
    expect(parts.findLast(({ errors }) => errors !== undefined)?.errors).toHaveLength(4);
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
    expect(runsTold(reader)).toBe(2);
  });

  it('nobody who is silent looks present, and who is heard does', async () => {
    const { token: grace } = await room.enrol('grace', { team: 'Team 2' });
    await report();
    await room.send(grace, reportOf([room.run(1)], { sid: OTHER_SID }));
    room.clock.stepWall(stepMs);
    for (let beat = 0; beat < 20; beat++) {
      await room.clock.advance(1000);
      await room.send(grace, reportOf([], { sid: OTHER_SID }));
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

  it('a call that waits goes on waiting, since when it did, and so does who is on the way to it', async () => {
    await room.send(token, reportOf([room.call(1), room.call(2)]));
    await room.clock.advance(60_000);
    room.clock.stepWall(stepMs);

    const { help } = await room.state();
    expect(help).toMatchObject([{ studentId: 'ada', status: 'open' }]);
    expect(waitedMs(help)).toBe(stepMs < 0 ? 60_000 + stepMs : 60_000);
    await room.asInstructor('PATCH', `/classes/default/help/${String(help[0]?.id)}`, { status: 'claimed' });
    for (let beat = 0; beat < 70; beat++) {
      await room.clock.advance(1000);
      const reply = (await room.send(token, reportOf([]))).json<BatchReply>();
      expect(reply.help).toMatchObject({ status: 'claimed' });
    }
    expect((await room.state()).help).toMatchObject([{ studentId: 'ada', status: 'claimed' }]);
  });

  it('a message that waits for its student reaches them', async () => {
    await report();
    expect(
      (await room.asInstructor('POST', '/classes/default/messages', { to: { all: true }, text: 'Five minutes left' })).statusCode,
    ).toBe(201);
    await room.clock.advance(5000);
    room.clock.stepWall(stepMs);

    const reply = (await room.send(token, reportOf([]))).json<BatchReply>();
    expect(reply.messages).toMatchObject([{ text: 'Five minutes left' }]);
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

describe('a call for help', () => {
  const callAnd = async (befall: () => void): Promise<number> => {
    await room.send(token, reportOf([room.call(1)]));
    await room.clock.advance(5 * 60_000);
    befall();
    return (await room.state()).help.length;
  };

  it('is over with its session when the machine has slept for a night', async () => {
    expect(await callAnd(() => room.clock.suspend(12 * HOUR_MS))).toBe(0);
  });

  it('waits on though the clock is set a year ahead, for who reports next and for who reads the log anew', async () => {
    expect(await callAnd(() => room.clock.stepWall(365 * 24 * HOUR_MS))).toBe(1);
    await room.send(token, reportOf([room.run(2)]));
    expect((await room.state()).help).toHaveLength(1);
    await room.restart();
    expect((await room.state()).help).toHaveLength(1);
    expect((await room.asInstructor('GET', '/classes/default/sessions')).json<SessionList>().sessions).toHaveLength(1);
  });

  it('is over after a pause of the whole machine, which looks like a step, when students’ clocks have gone on meanwhile', async () => {
    const late = 12 * HOUR_MS;
    const theirTime = (): string => new Date(room.clock.trueMs() + late).toISOString();
    expect(await callAnd(() => room.clock.stepWall(late))).toBe(1);
    await room.clock.advance(1000);
    await room.send(token, room.batchOf([], { sentAt: theirTime() }));
    expect((await room.state()).help).toHaveLength(1);
    // Nobody else is heard for a minute: one is believed.
    await room.clock.advance(60_000);
    await room.send(token, room.batchOf([{ ...room.run(2), time: theirTime() }], { sentAt: theirTime() }));

    expect((await room.state()).help).toEqual([]);
    await room.restart();
    expect((await room.state()).help).toEqual([]);
  });
});

it('a class that keeps a week loses nothing at once when the clock is set a year ahead', async () => {
  await room.asInstructor('PATCH', '/classes/default', { policy: { retentionDays: 7 } });
  await report();
  room.clock.stepWall(365 * 24 * HOUR_MS);

  expect((await room.state()).totals).toMatchObject({ events: 1, runs: 1 });
});

describe('an instructor’s session', () => {
  const signIn = async (): Promise<string> => {
    const response = await room.inject({ method: 'POST', url: '/api/v1/session', payload: { token: INSTRUCTOR_TOKEN } });
    return String(response.headers['set-cookie']).split(';')[0] ?? '';
  };
  const ask = async (method: 'GET' | 'DELETE', cookie: string): Promise<number> => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    return (await room.inject({ method, url: '/api/v1/session', headers })).statusCode;
  };

  it('goes on when the clock is set a day ahead, for as long as it has left, and one that was ended stays so', async () => {
    const [cookie, other] = [await signIn(), await signIn()];
    expect(await ask('DELETE', other)).toBe(204);
    room.clock.stepWall(24 * HOUR_MS);

    expect(await ask('GET', cookie)).toBe(200);
    const later = await signIn();
    expect(await ask('DELETE', later)).toBe(204);
    expect([await ask('GET', other), await ask('GET', later)]).toEqual([401, 401]);
    await room.clock.advance(12 * HOUR_MS);
    expect(await ask('GET', cookie)).toBe(401);
  });

  it('ends when the clock is set further than that: what is remembered of those that were ended may be gone', async () => {
    const cookie = await signIn();
    room.clock.stepWall(48 * HOUR_MS);

    expect(await ask('GET', cookie)).toBe(401);
  });
});
