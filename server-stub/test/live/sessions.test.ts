import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditPage, Replay, SessionList, SessionSummary, StudentTimeline } from '../../../src/protocol';
import { addInstructor } from '../support/callers';
import { Classroom, OTHER_DEVICE, OTHER_SID } from '../support/classroom';
import { FeedReader } from '../support/feed-reader';

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;
const NAME_ERROR = { ok: false, error: { name: 'NameError', message: "name 'x' is not defined" } };

let room: Classroom;
let ada: string;
let bob: string;

async function enrol(): Promise<void> {
  ada = (await room.enrol('ada')).token;
  bob = (await room.enrol('bob', { deviceId: OTHER_DEVICE })).token;
}

beforeEach(async () => {
  room = await Classroom.open();
  await enrol();
});
afterEach(() => room.close());

const sessions = async (): Promise<readonly SessionSummary[]> =>
  (await room.asInstructor('GET', '/classes/default/sessions')).json<SessionList>().sessions;
const begin = (token?: string) => room.asInstructor('POST', '/classes/default/sessions', undefined, token);
const replay = async (query = ''): Promise<Replay> => (await room.asInstructor('GET', `/classes/default/replay${query}`)).json();

async function aWeekLater(): Promise<void> {
  await room.restart(WEEK_MS);
  await enrol();
}

/** Ada fails three times and calls. */
async function meet(): Promise<void> {
  for (const seq of [1, 2, 3]) {
    await room.send(ada, room.batchOf([room.run(seq, NAME_ERROR)], { oldest: seq }));
    await room.clock.advance(MINUTE_MS);
  }
  await room.send(ada, room.batchOf([room.call(4)], { oldest: 4 }));
}

const runOfBob = (seq: number) => room.send(bob, room.batchOf([room.run(seq)], { sid: OTHER_SID, oldest: seq }));
const heartbeat = (token: string, sid: string, oldest: number) => room.send(token, room.batchOf([], { sid, oldest }));

/** Pages are open, and nobody does anything. */
async function listen(minutes: number, ...tokens: readonly (readonly [token: string, sid: string, oldest: number])[]): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    await Promise.all(tokens.map(page => heartbeat(...page)));
    await room.clock.advance(MINUTE_MS);
  }
}

describe('a class that met last week', () => {
  it('is clean today, also on a server that was started again, and has everything in its record', async () => {
    await meet();
    expect(await room.state()).toMatchObject({ help: [{ studentId: 'ada' }], totals: { runs: 3, errors: 3 }, errors: [{ ever: 1 }] });
    await aWeekLater();
    const { session, help } = await room.state();
    expect(session).toMatchObject({ begunBy: 'activity', endedAt: expect.any(String) as string });
    expect(help).toEqual([]);

    await runOfBob(1);
    const today = await room.state();
    expect(today).toMatchObject({ help: [], errors: [], totals: { runs: 1, errors: 0 } });
    expect(today.session).not.toHaveProperty('endedAt');
    expect(today.students.find(({ studentId }) => studentId === 'ada')).toMatchObject({ status: 'not_started', errorStreak: 0, runs: 0 });

    await room.restart();
    expect(await room.state()).toEqual({ ...today, asOf: expect.any(String) as string });
    expect(await sessions()).toMatchObject([
      { begunBy: 'activity', students: 1, runs: 1, errors: 0 },
      { students: 1, runs: 3, errors: 3, endedAt: expect.any(String) as string },
    ]);
    expect(await room.exported()).toHaveLength(5);
    const timeline = await room.asInstructor('GET', '/classes/default/students/ada/timeline');
    expect(timeline.json<StudentTimeline>().events).toHaveLength(4);
  });

  it('tells who is not here today from who is here and has not started', async () => {
    const cy = (await room.enrol('cy', { deviceId: 'C'.repeat(22) })).token;
    await meet();
    await room.restart(WEEK_MS);
    bob = (await room.enrol('bob', { deviceId: OTHER_DEVICE })).token;
    await runOfBob(1);
    await room.enrol('dora', { deviceId: 'F'.repeat(22) });
    const statuses = async (): Promise<unknown> =>
      (await room.state()).students.map(({ studentId, status, ranBefore = false }) => [studentId, status, ranBefore]);

    expect(await statuses()).toEqual([
      ['ada', 'not_here', true],
      ['bob', 'working', false],
      ['cy', 'not_here', false],
      ['dora', 'not_started', false],
    ]);
    const reader = await FeedReader.open(room);
    ada = (await room.enrol('ada')).token;
    await heartbeat(ada, 'A'.repeat(22), 5);
    await room.clock.advance(1000);
    expect(reader.merged().students.get('ada')).toMatchObject({ status: 'not_started', ranBefore: true, runs: 0 });
    reader.leave();
    const table = (await room.asInstructor('GET', '/classes/default/events?format=students')).body;
    expect(table).toMatch(/^cy,.*,not_here,/mu);
    expect(cy).not.toBe('');
  });

  it("ends the old call on its student's page", async () => {
    await meet();
    await room.state();
    expect((await heartbeat(ada, 'A'.repeat(22), 5)).json()).toMatchObject({ help: { status: 'open' } });
    await aWeekLater();
    await room.state();

    expect((await heartbeat(ada, 'A'.repeat(22), 5)).json()).toMatchObject({ help: { status: 'resolved' } });
  });

  it('is replayed session by session, and as a whole', async () => {
    await meet();
    await aWeekLater();
    await runOfBob(1);
    const [today, lastWeek] = await sessions();

    expect(await replay(`?session=${today?.id ?? ''}`)).toMatchObject({ session: today?.id, runs: [[0, 1, 0, 1, 'ran']] });
    expect((await replay(`?session=${lastWeek?.id ?? ''}`)).runs).toHaveLength(3);
    expect((await replay()).runs).toHaveLength(4);
    expect((await room.asInstructor('GET', '/classes/default/replay?session=1')).statusCode).toBe(404);
    expect((await room.asInstructor('GET', '/classes/default/replay?session=x')).statusCode).toBe(404);
  });
});

describe('a session', () => {
  it('goes on over a lecture in which nobody runs anything, while the pages are open', async () => {
    await meet();
    await runOfBob(1);
    await listen(70, [ada, 'A'.repeat(22), 5], [bob, OTHER_SID, 2]);
    await runOfBob(2);

    expect(await sessions()).toHaveLength(1);
    expect(await room.state()).toMatchObject({ help: [{ studentId: 'ada' }], totals: { runs: 5 } });
  });

  it('ends when of a class hardly anybody leaves a laptop open', async () => {
    for (let index = 0; index < 5; index++) {
      const { token } = await room.enrol(`s${String(index)}`, { deviceId: String(index).repeat(22) });
      await room.send(token, room.batchOf([room.run(1)], { sid: String(index).repeat(22) }));
    }
    await listen(40, [ada, 'A'.repeat(22), 1]);
    await runOfBob(1);

    expect(await sessions()).toHaveLength(2);
  });

  it('ends when nobody has done anything for hours, whoever leaves a laptop open', async () => {
    await meet();
    await listen(160, [ada, 'A'.repeat(22), 5]);

    expect((await room.state()).session).toHaveProperty('endedAt');
  });

  it('begins with a button, once for two presses, by whoever may help, and every dashboard sees it', async () => {
    const grace = (await addInstructor(room, 'assistant', 'Grace')).token;
    const viewer = (await addInstructor(room, 'viewer', 'Projector')).token;
    await meet();
    await room.clock.advance(5 * MINUTE_MS);
    const reader = await FeedReader.open(room);
    expect((await begin(viewer)).statusCode).toBe(403);
    const [first, second] = [await begin(grace), await begin()];
    await room.clock.advance(1000);

    expect([first.statusCode, second.statusCode]).toEqual([201, 200]);
    expect(first.json()).toMatchObject({ begunBy: 'instructor', by: 'Grace', students: 0, runs: 0 });
    expect(second.json<SessionSummary>().id).toBe(first.json<SessionSummary>().id);
    expect(reader.last.data).toMatchObject({
      session: { id: first.json<SessionSummary>().id, begunBy: 'instructor' },
      help: [],
      errors: [],
      totals: { runs: 0 },
    });
    reader.leave();
    const { entries } = (await room.asInstructor('GET', '/audit')).json<AuditPage>();
    expect(entries.filter(({ action }) => action === 'class_session.begun')).toMatchObject([{ actor: { name: 'Grace' } }]);
    expect(await sessions()).toHaveLength(2);
  });
});
