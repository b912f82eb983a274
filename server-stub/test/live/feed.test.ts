import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClassDirectory } from '../../src/class/classes/class-directory';
import { Feeds } from '../../src/live/feed/feeds';
import { NO_SNAPSHOTS } from '../../src/live/snapshots/snapshot-store';
import { Metrics } from '../../src/observability/metrics/metrics';
import { Classroom, INSTRUCTOR_TOKEN, OTHER_DEVICE, OTHER_SID } from '../support/classroom';
import { FeedReader } from '../support/feed-reader';
import { seededRandom } from '../support/virtual-clock';

let room: Classroom;
let token: string;

beforeEach(async () => {
  room = await Classroom.open();
  ({ token } = await room.enrol('ada', { team: 'Team 1' }));
});
afterEach(() => room.close());

const failure = (name = 'NameError') => ({ ok: false, error: { name, message: 'm' } });

/** The feeds without HTTP, to see what a viewer has not read. */
function openFeeds(): Feeds {
  return new Feeds({
    draw: () => 0,
    log: room.store.log,
    directory: new ClassDirectory(room.store.registry, room.clock, seededRandom(2)),
    presence: room.store.presence,
    snapshots: NO_SNAPSHOTS,
    clock: room.clock,
    random: seededRandom(3),
    logger: pino({ level: 'silent' }),
    metrics: new Metrics().feed,
  });
}

describe('the state', () => {
  it('is empty and whole for a class without students', async () => {
    const empty = await Classroom.open();

    expect(await empty.state()).toEqual({
      asOf: empty.clock.timestamp,
      classId: 'default',
      totals: { students: 0, events: 0, runs: 0, errors: 0 },
      students: [],
      teams: [],
      help: [],
      errors: [],
      exercises: [],
    });
    await empty.close();
  });

  it('is not sent again to who has it, and is when anything of it has changed, be it by time alone', async () => {
    const read = (tag?: string) =>
      room.inject({
        method: 'GET',
        url: '/api/v1/classes/default/state',
        headers: { authorization: `Bearer ${INSTRUCTOR_TOKEN}`, ...(tag !== undefined && { 'if-none-match': tag }) },
      });
    await room.send(token, room.batchOf([room.run(1)]));
    const tag = String((await read()).headers.etag);
    const same = await read(tag);
    expect([same.statusCode, same.body, same.headers.etag]).toEqual([304, '', tag]);
    // As a proxy has it that compresses, and a cache that knows several.
    for (const known of [`W/${tag}`, `"other", W/${tag}`]) {
      expect((await read(known)).statusCode).toBe(304);
    }
    expect((await read(`"other${tag.slice(1)}`)).statusCode).toBe(200);

    await room.send(token, room.batchOf([room.run(2)]));
    const grown = await read(tag);
    expect([grown.statusCode, grown.json<{ totals: { runs: number } }>().totals.runs]).toEqual([200, 2]);

    await room.clock.advance(3_600_000);
    const later = await read(String(grown.headers.etag));
    expect([later.statusCode, later.json<{ students: { status: string }[] }>().students[0]?.status]).toEqual([200, 'offline']);
  });

  it('tells runs, errors, the streak in the exercise worked at last, where and when', async () => {
    const cell = { id: 'c2', index: 1, exercise: 'ex-1' };
    await room.send(
      token,
      room.batchOf([
        room.run(1),
        room.run(2, { cell, ...failure() }),
        room.run(3),
        room.run(4, { cell, notebook: 'b.ipynb', ...failure() }),
      ]),
    );
    await room.send(token, room.batchOf([room.run(5, { cell, notebook: 'b.ipynb', ...failure('TypeError') })]));

    const { totals, students, teams } = await room.state();
    expect(totals).toEqual({ students: 1, events: 5, runs: 5, errors: 3 });
    expect(students).toMatchObject([
      {
        studentId: 'ada',
        team: 'Team 1',
        status: 'working',
        lastEventAt: room.clock.timestamp,
        lastSeenAt: room.clock.timestamp,
        errorStreak: 2,
        notebook: 'b.ipynb',
        exercise: 'ex-1',
        lastError: { name: 'TypeError', message: 'm' },
      },
    ]);
    expect(teams).toEqual([{ team: 'Team 1', students: 1, events: 5, runs: 5, errors: 3, lastEventAt: room.clock.timestamp }]);
  });

  it('is the same after a restart', async () => {
    await room.report(token, 1, 20);
    const before = await room.state();
    await room.restart();

    expect(await room.state()).toEqual(before);
  });

  it('lists help requests until they are withdrawn', async () => {
    const ask = {
      seq: 1,
      type: 'help.requested',
      time: room.clock.timestamp,
      data: { notebook: 'a.ipynb', question: 'How?', about: 'running' },
    };
    await room.send(token, room.batchOf([ask]));
    const { help } = await room.state();
    await room.send(token, room.batchOf([{ seq: 2, type: 'help.withdrawn', time: room.clock.timestamp, data: { notebook: 'a.ipynb' } }]));

    expect(help).toMatchObject([{ studentId: 'ada', status: 'open', question: 'How?', since: room.clock.timestamp, about: 'running' }]);
    expect((await room.state()).help).toEqual([]);
  });

  it("shows a student's newest runs, newest first", async () => {
    await room.report(token, 1, 70);
    const { student, runs } = await room.detail('ada');

    expect(student.runs).toBe(70);
    expect(runs).toHaveLength(50);
    expect(runs[0]).toMatchObject({ seq: 70, notebook: 'a.ipynb', ok: true, cell: { id: 'c1', index: 0 } });
    expect(runs.at(-1)?.seq).toBe(21);
  });

  it('finds a student by any name that may enrol', async () => {
    const names = ['山田', '<img src=x onerror=alert(1)>', '../../etc/passwd', 'a/b?c#d%20', '🌸'.repeat(32)];
    for (const [index, studentId] of names.entries()) {
      await room.enrol(studentId, { deviceId: `${OTHER_DEVICE}${String(index)}` });
      expect((await room.detail(studentId)).student.studentId).toBe(studentId);
    }
  });
});

describe('the feed', () => {
  it('starts with a snapshot', async () => {
    await room.report(token, 1, 3);
    const reader = await FeedReader.open(room);

    expect(reader.headers['content-type']).toContain('text/event-stream');
    expect(reader.headers['cache-control']).toBe('no-store');
    expect(reader.last).toMatchObject({ event: 'snapshot', data: { totals: { students: 1, events: 3 } } });
    reader.leave();
  });

  it('tells of a run and of a new student within a second', async () => {
    const reader = await FeedReader.open(room);
    await room.clock.advance(5000);
    await room.report(token, 1, 1);
    await room.clock.advance(500);

    expect(reader.last).toMatchObject({ event: 'delta', data: { totals: { events: 1 }, students: [{ studentId: 'ada', runs: 1 }] } });
    await room.enrol('bob', { deviceId: OTHER_DEVICE, team: 'Team 2' });
    await room.clock.advance(500);
    expect(reader.last.data.students).toMatchObject([{ studentId: 'bob', status: 'not_started' }]);
    expect(reader.last.data.teams).toMatchObject([{ team: 'Team 2', students: 1 }]);
    reader.leave();
  });

  it('sends at most 4 deltas a second, and never less than everything', async () => {
    const reader = await FeedReader.open(room);
    for (let seq = 1; seq <= 40; seq++) {
      await room.report(token, seq, seq);
      await room.clock.advance(50);
    }
    const deltas = reader.events.filter(({ event }) => event === 'delta').length;
    await room.clock.advance(1000);

    expect(deltas).toBeGreaterThan(4);
    expect(deltas).toBeLessThanOrEqual(9);
    expect(reader.merged().totals).toEqual({ students: 1, events: 40, runs: 40, errors: 0 });
    reader.leave();
  });

  it('tells a page in the background every 2 s, once, all that changed', async () => {
    const reader = await FeedReader.openInBackground(room);
    for (let seq = 1; seq <= 80; seq++) {
      await room.report(token, seq, seq);
      await room.clock.advance(100);
    }
    await room.clock.advance(2500);

    const deltas = reader.events.filter(({ event }) => event === 'delta').length;
    expect(deltas).toBeGreaterThanOrEqual(4);
    expect(deltas).toBeLessThanOrEqual(6);
    expect(reader.merged().totals).toEqual({ students: 1, events: 80, runs: 80, errors: 0 });
    reader.leave();
  });

  it('tells a page in the background of a help request at once', async () => {
    const reader = await FeedReader.openInBackground(room);
    await room.clock.advance(2100);
    await room.send(token, room.batchOf([{ seq: 1, type: 'help.requested', time: room.clock.timestamp, data: { notebook: 'a.ipynb' } }]));
    await room.clock.advance(300);

    expect(reader.last).toMatchObject({ event: 'delta', data: { help: [{ studentId: 'ada', status: 'open' }] } });
    reader.leave();
  });

  it('goes on at once where it was when the page comes to the front', async () => {
    const hidden = await FeedReader.openInBackground(room);
    const { id } = hidden.last;
    hidden.leave();
    await room.report(token, 1, 2);
    const seen = await FeedReader.open(room, id);

    expect(seen.events).toMatchObject([{ event: 'delta', data: { totals: { events: 2 } } }]);
    seen.leave();
  });

  it('does not guess at what an unreadable pace may mean', async () => {
    const { statusCode } = await room.app.inject({
      url: '/api/v1/classes/default/feed?background=maybe',
      headers: { authorization: `Bearer ${INSTRUCTOR_TOKEN}` },
    });

    expect(statusCode).toBe(422);
  });

  it('resumes with one delta that holds all that was missed, an hour later', async () => {
    const reader = await FeedReader.open(room);
    const { id } = reader.last;
    reader.leave();
    await room.report(token, 1, 2);
    await room.clock.advance(3_600_000);
    await room.enrol('bob', { deviceId: OTHER_DEVICE });
    const again = await FeedReader.open(room, id);

    expect(again.events).toHaveLength(1);
    expect(again.last).toMatchObject({ event: 'delta', data: { totals: { students: 2, events: 2 } } });
    expect(again.last.data.students.map(({ studentId }) => studentId)).toEqual(['ada', 'bob']);
    again.leave();
  });

  it.each(['', 'nonsense', 'abcdefgh.3', '💥'.repeat(2000)])('starts over after the foreign id %j', async id => {
    const reader = await FeedReader.open(room, Buffer.from(id).toString('latin1'));

    expect(reader.last.event).toBe('snapshot');
    reader.leave();
  });

  it('starts over with a snapshot after a restart of the server', async () => {
    await room.report(token, 1, 2);
    const reader = await FeedReader.open(room);
    const { id } = reader.last;
    await room.restart();
    const again = await FeedReader.open(room, id);

    expect(again.last).toMatchObject({ event: 'snapshot', data: { totals: { events: 2 } } });
    again.leave();
  });

  it('ends in good order when the server stops', async () => {
    const reader = await FeedReader.open(room);
    const ended = new Promise(resolve => reader.stream.once('end', () => resolve('ended')));
    await room.app.close();

    expect(await ended).toBe('ended');
  });

  it('keeps the line alive', async () => {
    const reader = await FeedReader.open(room);
    await room.clock.advance(31_000);

    expect(reader.text.split(': alive\n\n')).toHaveLength(3);
    reader.leave();
  });

  it('lets working become idle, and a student who is not heard any more become offline', async () => {
    await room.report(token, 1, 1);
    const reader = await FeedReader.open(room);
    const statusAfter = async (ms: number, isConnected: boolean): Promise<unknown> => {
      for (let passed = 0; passed < ms; passed += 2000) {
        if (isConnected) {
          await room.send(token, room.batchOf([]));
        }
        await room.clock.advance(2000);
      }
      await room.clock.advance(2500);
      return (reader.merged().students.get('ada') as { status: string }).status;
    };

    expect(await statusAfter(60_000, true)).toBe('working');
    expect(await statusAfter(150_000, true)).toBe('idle');
    expect(await statusAfter(12_000, false)).toBe('offline');
    await room.send(token, room.batchOf([]));
    expect(await statusAfter(2000, true)).toBe('idle');
    await room.report(token, 2, 2);
    expect(await statusAfter(0, true)).toBe('working');
    reader.leave();
  });

  it('gives dashboards that come back together one text, and each the newest', async () => {
    await room.report(token, 1, 1);
    const feeds = openFeeds();
    const [one, other] = [await feeds.open(room.class, undefined), await feeds.open(room.class, undefined)];
    await room.report(token, 2, 2);
    const later = await feeds.open(room.class, undefined);
    const [first, second, third] = [one, other, later].map(viewer => (viewer.stream.read() as Buffer).toString().split('\n\n')[1]);

    expect(second).toBe(first);
    expect(first).toContain('"totals":{"students":1,"events":1,');
    expect(third).toContain('"totals":{"students":1,"events":2,');
    feeds.close();
  });

  it('refuses more dashboards than it can serve, and takes them again when others have left', async () => {
    const feeds = openFeeds();
    const viewers = await Promise.all(Array.from({ length: 500 }, () => feeds.open(room.class, undefined)));
    const refused = { code: 'unavailable', status: 503, extras: { retryAfterMs: expect.any(Number) as number } };
    await expect(feeds.open(room.class, undefined)).rejects.toMatchObject(refused);
    viewers[0]?.cut();
    await room.clock.advance(0);

    await expect(feeds.open(room.class, undefined)).resolves.toBeDefined();
    feeds.close();
  });

  it('shuts nobody out for one who has as many open as it can serve: their oldest makes room', async () => {
    const feeds = openFeeds();
    const as = (id: string) => feeds.open(room.class, undefined, { id, audience: 'staff', pace: 'live' });
    const greedy = await Promise.all(Array.from({ length: 500 }, () => as('greedy')));
    const owner = await as('owner');
    greedy.slice(0, 2).forEach(({ stream }) => stream.resume());
    await room.clock.advance(0);

    expect([greedy[0], greedy[1], owner].map(viewer => viewer?.stream.readableEnded)).toEqual([true, false, false]);
    await expect(as('greedy')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(as('assistant')).resolves.toBeDefined();
    feeds.close();
  });

  it('skips a viewer who stops reading, lets them catch up at once, and cuts them off when they stay away', async () => {
    const feeds = openFeeds();
    await room.asInstructor('PATCH', '/classes/default', { policy: { level: 'code' } });
    const viewer = await feeds.of(room.class).open(undefined, { id: 'owner', audience: 'staff', pace: 'live' });
    const code = 'x'.repeat(8000);
    let seq = 0;
    const fill = async (): Promise<void> => {
      await room.send(token, room.batchOf([room.run(++seq, { ...failure(), error: { name: 'E', message: code, traceback: code } })]));
      await room.clock.advance(300);
    };
    while (viewer.isKeepingUp) {
      await fill();
    }
    const unread = viewer.stream.readableLength;
    for (let count = 0; count < 20; count++) {
      await fill();
    }
    expect(viewer.stream.readableLength).toBe(unread);

    viewer.stream.read();
    await fill();
    expect(viewer.stream.readableLength).toBeGreaterThan(0);
    expect(viewer.stream.readableLength).toBeLessThan(20_000);

    while (viewer.isKeepingUp) {
      await fill();
    }
    await room.clock.advance(40_000);
    expect(viewer.stream.destroyed).toBe(true);
    feeds.close();
  });
});

describe('two sources', () => {
  it('that interleave show the newest by time, not the newest to arrive', async () => {
    const before = room.clock.timestamp;
    await room.clock.advance(60_000);
    await room.report(token, 1, 1);
    await room.send(token, {
      ...room.batchOf([{ ...room.run(1, { notebook: 'late.ipynb', ...failure() }), time: before }]),
      sid: OTHER_SID,
    });

    expect((await room.state()).students).toMatchObject([
      { notebook: 'a.ipynb', errorStreak: 0, errors: 1, runs: 2, lastEventAt: room.clock.timestamp },
    ]);
  });
});
