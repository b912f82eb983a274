import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuditPage } from '../../../src/protocol';
import { SnapshotFolder } from '../../src/live/snapshots/snapshot-folder';
import { LogUnavailableError } from '../../src/databases/log-unavailable';
import { type RedisServer, startRedis } from '../support/redis/redis-server';
import { Classroom, DEVICE, INSTRUCTOR_TOKEN, OTHER_DEVICE, OTHER_SID, SID } from '../support/classroom';
import { FeedReader } from '../support/feed-reader';
import { bytesIn } from '../support/folder-bytes';
import { connectAdmin, open, until, untilReady } from '../support/redis/redis-stores';
import { unzip } from '../support/unzip';
import { seededRandom } from '../support/virtual-clock';

const CANARY = 'canary-in-their-code';

let room: Classroom;
let snapshots: string;
let adas: string;
let bobs: string;

beforeEach(async () => {
  snapshots = mkdtempSync(join(tmpdir(), 'cell-monitor-snapshots-'));
  room = await Classroom.open({ snapshots: new SnapshotFolder(snapshots, seededRandom(7)) });
  ({ token: adas } = await room.enrol('ada', { displayName: CANARY, team: 'Team 1' }));
  ({ token: bobs } = await room.enrol('bob', { deviceId: OTHER_DEVICE, team: 'Team 1' }));
  await room.asInstructor('PATCH', `/classes/${room.class.id}`, { policy: { level: 'code' } });
  await room.clock.advance(5000);
  await room.send(adas, room.batchOf([1, 2, 3].map(seq => room.run(seq, { code: CANARY }))));
  const help = { seq: 1, type: 'help.requested', time: room.clock.timestamp, data: { question: CANARY } };
  await room.send(adas, { ...room.batchOf([help]), sid: OTHER_SID });
  await room.report(bobs, 1, 4);
  await room.clock.advance(5000);
});
afterEach(async () => {
  await room.close();
  rmSync(snapshots, { recursive: true, force: true });
});

const erase = (studentId = 'ada') =>
  room.asInstructor('DELETE', `/classes/${room.class.id}/students/${encodeURIComponent(studentId)}/data`);
const asOwner = { headers: { authorization: `Bearer ${INSTRUCTOR_TOKEN}` } };
const eraseWithRoster = (flag: string, studentId = 'ada') =>
  room.asInstructor('DELETE', `/classes/${room.class.id}/students/${studentId}/data?roster=${flag}`);
const eraseMine = (token: string, headers: Record<string, string> = {}) =>
  room.inject({ method: 'DELETE', url: '/api/v1/enrolments/me/data', headers: { authorization: `Bearer ${token}`, ...headers } });

describe('erasing a student', () => {
  it('leaves nothing of them in the class, the export, the delivery report and the files, and all of the others', async () => {
    const { students } = await room.state();
    // What nobody else has is no exercise any more.
    const { struggle: _struggle, ...bob } = students.find(({ studentId }) => studentId === 'bob') ?? {};
    const reply = await erase();

    expect([reply.statusCode, reply.body]).toEqual([204, '']);
    expect(await room.state()).toMatchObject({
      totals: { students: 1, events: 4 },
      students: [bob],
      teams: [{ team: 'Team 1', students: 1, events: 4 }],
      help: [],
    });
    expect((await room.exported()).map(({ studentId, seq }) => [studentId, seq])).toEqual([1, 2, 3, 4].map(seq => ['bob', seq]));
    expect(await room.delivery()).toMatchObject({ sources: [{ studentId: 'bob', hwm: 4, received: 4, missing: [] }], erasures: 1 });
    expect((await room.asInstructor('GET', `/classes/${room.class.id}/students/ada`)).statusCode).toBe(404);
    expect(bytesIn(room.folder)).not.toContain(CANARY);
  });

  it('takes what instructors did for them and wrote to them, too, and leaves that they did something', async () => {
    const base = `/classes/${room.class.id}`;
    const [help] = (await room.state()).help;
    await room.asInstructor('PATCH', `${base}/help/${String(help?.id)}`, { status: 'claimed' });
    await room.inject({ ...asOwner, method: 'PUT', url: `/api/v1${base}/visits`, payload: { studentId: 'ada', status: 'claimed' } });
    const sent = await room.asInstructor('POST', `${base}/messages`, { to: { studentId: 'ada' }, text: CANARY });
    await room.report(bobs, 5, 5);
    await erase();

    expect(sent.statusCode).toBe(201);
    expect((await room.asInstructor('GET', `${base}/messages`)).json()).toEqual({ messages: [] });
    expect(JSON.stringify(await room.state())).not.toContain('ada');
    expect(bytesIn(room.folder)).not.toContain(CANARY);
    const actions = (await room.asInstructor('GET', '/audit')).json<AuditPage>().entries.map(({ action }) => action);
    expect(actions).toEqual(['student.erased', 'message.sent', 'visit.noted', 'help.answered', 'class.changed']);
  });

  it('takes what was noted of their team and written to it: it may be about them; that the team was visited stays', async () => {
    const base = `/classes/${room.class.id}`;
    const sara = (await room.enrol('sara', { deviceId: 'S'.repeat(22), team: 'Team 2' })).token;
    await room.report(sara, 1, 1, { sid: 'S'.repeat(22) });
    const note = (team: string, words: object) => room.asInstructor('PUT', `${base}/visits`, { team, status: 'done', ...words });
    await note('Team 1', { finding: 'explained', note: `${CANARY} cannot read tracebacks` });
    await note('Team 1', { note: `${CANARY} again`, isRemark: true });
    await note('Team 2', { note: 'Sara has no charger' });
    await room.asInstructor('POST', `${base}/messages`, { to: { team: 'Team 1' }, text: `${CANARY}, show the others` });
    await room.asInstructor('POST', `${base}/messages`, { to: { all: true }, text: 'A break until ten' });
    const visits = async (): Promise<unknown> => (await room.state()).teams.map(({ visit }) => visit);
    expect(await visits()).toMatchObject([{ note: `${CANARY} again` }, { note: 'Sara has no charger' }]);
    expect(JSON.stringify(await room.exported())).toContain(`${CANARY} cannot read tracebacks`);
    const dashboard = await FeedReader.open(room);
    await room.restart();
    expect(bytesIn(snapshots)).toContain(CANARY);
    await erase();
    dashboard.leave();

    const left = [
      expect.not.objectContaining({ note: expect.anything() as unknown }) as unknown,
      expect.objectContaining({ note: 'Sara has no charger' }) as unknown,
    ];
    expect(await visits()).toEqual(left);
    expect(await visits()).toMatchObject([{ status: 'done', finding: 'explained', by: { name: 'Owner' } }, { status: 'done' }]);
    expect((await room.asInstructor('GET', `${base}/messages`)).json()).toMatchObject({ messages: [{ text: 'A break until ten' }] });
    expect(JSON.stringify(await room.exported())).not.toContain(CANARY);
    expect(bytesIn(snapshots) + bytesIn(room.folder)).not.toContain(CANARY);
    await room.restart();
    expect(await visits()).toEqual(left);
    expect(bytesIn(snapshots) + bytesIn(room.folder)).not.toContain(CANARY);
  });

  it('takes the note of their team from the dashboards that are open', async () => {
    await room.asInstructor('PUT', `/classes/${room.class.id}/visits`, { team: 'Team 1', status: 'done', note: CANARY });
    await room.asInstructor('POST', `/classes/${room.class.id}/messages`, { to: { team: 'Team 1' }, text: CANARY });
    const dashboard = await FeedReader.open(room);
    expect(JSON.stringify(dashboard.last.data)).toContain(CANARY);
    await erase();
    await room.clock.advance(1500);

    const told = dashboard.events.map(({ data }) => data);
    const team = told.flatMap(({ teams }) => teams).findLast(each => each.team === 'Team 1');
    expect(team).toMatchObject({ visit: { status: 'done' } });
    expect(team?.visit).not.toHaveProperty('note');
    expect(told.findLast(({ messages }) => messages !== undefined)?.messages).toEqual([]);
    dashboard.leave();
  });

  it('takes them out of snapshots, also when the server stops and starts again', async () => {
    await room.restart();
    expect(bytesIn(snapshots)).toContain(CANARY);
    await erase();
    expect(bytesIn(snapshots)).toBe('');
    await room.report(bobs, 5, 5);
    await room.restart();

    expect(bytesIn(snapshots)).toContain('bob');
    expect(bytesIn(snapshots) + bytesIn(room.folder)).not.toContain(CANARY);
    expect((await room.state()).students.map(({ studentId }) => studentId)).toEqual(['bob']);
    expect((await room.delivery()).sources).toHaveLength(1);
  });

  it('removes them from the dashboards that are open, and from one that resumes', async () => {
    const dashboard = await FeedReader.open(room);
    const seen = dashboard.last.id;
    await erase();
    await room.clock.advance(500);
    const resumed = await FeedReader.open(room, seen);

    for (const { last } of [dashboard, resumed]) {
      expect(last).toMatchObject({
        event: 'delta',
        data: { removed: ['ada'], students: [{ studentId: 'bob' }], help: [], totals: { students: 1, events: 4 } },
      });
    }
    dashboard.leave();
    resumed.leave();
  });

  it('ends their token; what their machine sends again, or still held, does not bring anything back when they join again', async () => {
    const old = room.run(4, { code: CANARY });
    await room.clock.advance(5000);
    await erase();
    const held = room.batchOf([1, 2, 3].map(seq => ({ ...old, seq })));

    expect((await room.send(adas, held)).statusCode).toBe(401);
    const { token } = await room.enrol('ada', { displayName: 'Ada' });
    await room.clock.advance(5000);
    const resent = await room.send(token, held);
    const mixed = await room.send(token, room.batchOf([old, room.run(5), room.run(6)]));
    const lateSource = await room.send(token, { ...room.batchOf([{ ...old, seq: 1 }]), sid: 'C'.repeat(22) });

    expect([resent, mixed, lateSource].map(reply => [reply.statusCode, reply.json<{ hwm: number }>().hwm])).toEqual([
      [202, 3],
      [202, 6],
      [202, 1],
    ]);
    expect(await room.detail('ada')).toMatchObject({ student: { displayName: 'Ada', events: 2, runs: 2 } });
    const adasEvents = (await room.exported()).filter(({ studentId }) => studentId === 'ada');
    expect(adasEvents.map(({ seq }) => seq)).toEqual([5, 6]);
    const reports = (await room.delivery()).sources.filter(({ studentId }) => studentId === 'ada');
    expect(reports.find(({ sid }) => sid === SID)).toMatchObject({ hwm: 6, received: 2, missing: [], lost: 0 });
    expect(reports.every(({ missing }) => missing.length === 0)).toBe(true);
    expect(bytesIn(room.folder)).not.toContain(CANARY);
  });

  it('may be asked for again, before and after they have joined again', async () => {
    await erase();
    expect((await erase()).statusCode).toBe(204);
    await room.enrol('ada');
    expect((await erase()).statusCode).toBe(204);
    expect((await room.state()).totals.students).toBe(1);
  });

  it('is not done to a name that nobody has, in a class that is not there, and by a student', async () => {
    expect((await erase('eve')).json()).toMatchObject({ status: 404, code: 'not_found' });
    expect((await room.asInstructor('DELETE', '/classes/none/students/ada/data')).statusCode).toBe(404);
    const url = `/api/v1/classes/${room.class.id}/students/ada/data`;
    expect((await room.inject({ method: 'DELETE', url })).statusCode).toBe(401);
    expect((await room.inject({ method: 'DELETE', url, headers: { authorization: `Bearer ${bobs}` } })).statusCode).toBe(403);
    expect((await room.state()).totals.students).toBe(2);
  });

  it('leaves the school’s roster as it is, unless their line of it is meant, too', async () => {
    const { registry } = room.store;
    await registry.replaceRoster(room.class.id, [{ studentId: 'ada', displayName: CANARY }]);
    await erase();
    expect(await registry.getRoster(room.class.id)).toHaveLength(1);
    expect((await eraseWithRoster('yes')).statusCode).toBe(422);
    expect((await eraseWithRoster('1')).statusCode).toBe(204);
    await registry.replaceRoster(room.class.id, [{ studentId: 'eve', displayName: 'Eve' }]);
    // This one never joined, and has nothing but the line.
    expect((await eraseWithRoster('1', 'eve')).statusCode).toBe(204);

    expect(await registry.getRoster(room.class.id)).toEqual([]);
    expect(bytesIn(room.folder)).not.toContain(CANARY);
  });

  it('takes what was done for somebody on the roster who never joined', async () => {
    await room.store.registry.replaceRoster(room.class.id, [{ studentId: 'eve', displayName: 'Eve' }]);
    await room.clock.advance(3000);
    const url = `/api/v1/classes/${room.class.id}/visits`;
    const visit = await room.inject({ ...asOwner, method: 'PUT', url, payload: { studentId: 'eve', status: 'claimed' } });
    const dashboard = await FeedReader.open(room);
    const replies = [await erase('eve')];
    await room.clock.advance(500);
    expect(dashboard.merged().students.get('eve')).toEqual(expect.not.objectContaining({ visit: expect.anything() as unknown }));
    dashboard.leave();
    replies.push(await eraseWithRoster('1', 'eve'), await erase('eve'));
    const entries = (await room.store.log.read(room.class.id, '0', 100)).filter(({ entry }) => entry.studentId === 'eve');

    expect([visit, ...replies].map(({ statusCode }) => statusCode)).toEqual([204, 204, 204, 204]);
    expect(entries.map(({ entry }) => entry.kind)).toEqual(['erased']);
    expect((await room.state()).students.map(({ studentId }) => studentId)).toEqual(['ada', 'bob']);
    await room.clock.advance(60_000);
    await room.restart();
    expect(bytesIn(snapshots)).not.toContain('Owner');
  });

  it('says so when the files cannot be cleaned now, hides them at once, and is finished by the next call', async () => {
    const { erasure } = room.store;
    const busy = vi.spyOn(erasure, 'scrub').mockRejectedValue(new LogUnavailableError('busy'));
    const reply = await erase();
    expect(reply.json()).toMatchObject({
      status: 503,
      code: 'unavailable',
      detail: expect.stringMatching(/gone from every view/u) as string,
    });
    expect((await room.state()).totals.students).toBe(1);
    busy.mockRestore();

    expect((await erase()).statusCode).toBe(204);
    expect(bytesIn(room.folder)).not.toContain(CANARY);
  });

  it('shows nothing of them in an export, either, while their entries cannot be removed', async () => {
    const cannot = vi.spyOn(room.store.erasure, 'remove').mockRejectedValue(new LogUnavailableError('busy'));
    expect((await erase()).statusCode).toBe(503);
    const archive = await room.inject({
      ...asOwner,
      method: 'GET',
      url: `/api/v1/classes/${room.class.id}/events?format=progsnap2`,
    });
    const files = await unzip(archive.rawPayload);

    expect((await room.exported()).map(({ studentId }) => studentId)).toEqual(['bob', 'bob', 'bob', 'bob']);
    expect([...files.values()].join('\n')).not.toMatch(/\bada\b|canary/u);
    expect(JSON.parse(files.get('manifest.json') ?? '')).toMatchObject({ events: 4, isWhole: false, missing: 0, erasures: 1 });
    cannot.mockRestore();
  });

  it('writes neither their name nor their id into the server log', async () => {
    await erase();
    expect(room.logLines.some(line => line.includes("a student's data was erased"))).toBe(true);
    expect(room.logLines.join('')).not.toMatch(/\bada\b|canary/u);
  });
});

describe('a student who erases their own data', () => {
  it('does so with the token to report with, from any origin, and is gone', async () => {
    const preflight = await room.inject({
      method: 'OPTIONS',
      url: '/api/v1/enrolments/me/data',
      headers: { origin: 'https://hub.example', 'access-control-request-method': 'DELETE' },
    });
    expect(preflight.headers).toMatchObject({ 'access-control-allow-methods': 'DELETE', 'access-control-allow-origin': '*' });
    const reply = await eraseMine(adas, { origin: 'https://hub.example' });

    expect(reply.statusCode).toBe(204);
    expect(reply.headers['access-control-allow-origin']).toBe('*');
    expect((await room.state()).students.map(({ studentId }) => studentId)).toEqual(['bob']);
    expect(bytesIn(room.folder)).not.toContain(CANARY);
    expect((await eraseMine(adas)).json()).toMatchObject({ status: 401, code: 'token_invalid' });
  });

  it('is on record, and not by whom', async () => {
    await eraseMine(adas);
    const { entries } = (await room.asInstructor('GET', '/audit')).json<AuditPage>();

    expect(entries[0]).toMatchObject({ action: 'student.erased', classId: room.class.id, actor: { role: 'student' } });
    expect(JSON.stringify(entries[0])).not.toContain('ada');
  });

  it('does so whenever they like, and newcomers whose names may be invented only so many at a time', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 101; count++) {
      const { token } = await room.enrol(`invented ${String(count)}`, { deviceId: `${'i'.repeat(22)}${String(count)}` });
      statuses.push((await eraseMine(token)).statusCode);
    }
    expect([statuses.filter(status => status === 204).length, statuses.at(-1)]).toEqual([100, 429]);
    expect((await eraseMine(bobs)).json()).toMatchObject({ code: 'slow_down', retryAfterMs: expect.any(Number) as number });

    await room.clock.advance(10 * 60_000);
    for (let count = 0; count < 100; count++) {
      await eraseMine((await room.enrol(`more ${String(count)}`, { deviceId: `${'i'.repeat(22)}${String(count)}` })).token);
    }
    expect((await eraseMine(bobs)).statusCode).toBe(204);
  });

  it('is refused without a token, with an ended one, and with an instructor’s', async () => {
    expect((await room.inject({ method: 'DELETE', url: '/api/v1/enrolments/me/data' })).statusCode).toBe(401);
    expect((await eraseMine('the-instructor-token-of-the-tests')).statusCode).toBe(401);
    await room.clock.advance(25 * 3_600_000);
    expect((await eraseMine(adas)).statusCode).toBe(401);
    expect((await room.state()).totals.students).toBe(2);
  });
});

describe('several servers on one Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it('learn of an erasure, and take nothing from the student with a token of before', async () => {
    const stores = [open(redis.url), open(redis.url)];
    await Promise.all(stores.map(untilReady));
    const [one, other] = await Promise.all(stores.map(store => Classroom.open({ store })));
    if (one === undefined || other === undefined) {
      throw new Error('two rooms were asked for');
    }
    const { token } = await one.enrol('ada', { deviceId: DEVICE });
    await other.report(token, 1, 3, { now: { notebook: CANARY, cell: { id: 'c1', index: 0 }, forMs: 5000 } });
    const dashboard = await FeedReader.open(other);
    await one.asInstructor('DELETE', `/classes/${one.class.id}/students/ada/data`);
    await until(async () => {
      await other.clock.advance(500);
      expect(dashboard.merged().totals).toMatchObject({ students: 0 });
    });

    expect(dashboard.last.data).toMatchObject({ removed: ['ada'] });
    // The other server still remembers the enrolment.
    expect((await other.report(token, 4, 4, { oldest: 1 })).statusCode).toBe(401);
    expect(await other.exported()).toEqual([]);
    expect((await other.delivery()).sources).toEqual([]);
    const admin = await connectAdmin(redis.url);
    for (const heard of ['seen', 'pages']) {
      expect(await admin.hGetAll(`cellmonitor:{${one.class.id}}:${heard}`)).toEqual({});
    }
    admin.destroy();
    dashboard.leave();
    await one.close();
    await other.close();
  });
});
