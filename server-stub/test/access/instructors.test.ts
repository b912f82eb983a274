import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuditPage, InstructorSession, InstructorSummary, NewInstructor, Problem } from '../../../src/protocol';
import { KeyRing } from '../../src/access/auth/key-ring';
import { LogUnavailableError } from '../../src/databases/log-unavailable';
import { openSqliteStore } from '../../src/app/storage/sqlite-store';
import { addInstructor } from '../support/callers';
import { Classroom, INSTRUCTOR_TOKEN, SIGNING_KEY } from '../support/classroom';
import { settle } from '../support/virtual-clock';

let room: Classroom;
beforeEach(async () => {
  room = await Classroom.open();
});
afterEach(() => room.close());

type Method = 'GET' | 'POST' | 'DELETE';

const ask = (token: string, method: Method, path: string): Promise<LightMyRequestResponse> =>
  room.inject({ method, url: `/api/v1${path}`, headers: { authorization: `Bearer ${token}` } });

const logIn = (token: string): Promise<LightMyRequestResponse> =>
  room.inject({ method: 'POST', url: '/api/v1/session', payload: { token } });

const cookieOf = (reply: LightMyRequestResponse): string => String(reply.headers['set-cookie']).split(';')[0] ?? '';

const askWithCookie = (cookie: string, path: string): Promise<LightMyRequestResponse> =>
  room.inject({ method: 'GET', url: `/api/v1${path}`, headers: { cookie } });

describe('an instructor with a token of their own', () => {
  it('is made by the owner; the token is told once, and kept nowhere', async () => {
    const made = await room.asInstructor('POST', '/instructors', { name: 'Grace <b>', role: 'assistant' });
    const { token, ...grace } = made.json<NewInstructor>();
    const listed = await room.asInstructor('GET', '/instructors');

    expect(made.statusCode).toBe(201);
    expect(token).toMatch(/^[\w-]{32}$/u);
    expect(grace).toEqual({ id: grace.id, name: 'Grace <b>', role: 'assistant', createdAt: room.clock.timestamp });
    expect(listed.json<InstructorSummary[]>()).toEqual([grace]);
    const kept = ['log.sqlite', 'log.sqlite-wal'].map(file => readFileSync(join(room.folder, file), 'latin1')).join('');
    expect(kept).toContain(grace.id);
    expect(kept).not.toContain(token);
    expect(room.logLines.join('')).not.toContain(token);
  });

  it.each([
    [{}, ['name', 'role']],
    [{ name: '', role: 'viewer' }, ['name']],
    [{ name: 'Grace', role: 'king' }, ['role']],
    [{ name: 'a\nb', role: 'owner' }, ['name']],
    [{ name: 7, role: ['owner'] }, ['name', 'role']],
  ])('is refused when it is %j, with what is wrong', async (body, paths) => {
    const reply = await room.asInstructor('POST', '/instructors', body);
    expect(reply.json<Problem>()).toMatchObject({ status: 422, code: 'invalid' });
    expect(reply.json<Problem>().errors?.map(({ path }) => path)).toEqual(paths);
  });

  it('learns who they are and what they may do, by the token and by a session', async () => {
    const { id, token } = await addInstructor(room, 'viewer', 'Projector');
    const rights = ['session.read', 'class.list', 'class.watch'];
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const expected: InstructorSession = { id, name: 'Projector', role: 'viewer', rights, timeZone };
    const cookie = cookieOf(await logIn(token));

    expect((await ask(token, 'GET', '/session')).json()).toEqual(expected);
    expect((await askWithCookie(cookie, '/session')).json()).toEqual(expected);
    expect((await ask(INSTRUCTOR_TOKEN, 'GET', '/session')).json()).toMatchObject({ name: 'Owner', role: 'owner' });
  });

  it('may do by a session what the role may, and no more', async () => {
    const cookie = cookieOf(await logIn((await addInstructor(room, 'viewer')).token));

    expect((await askWithCookie(cookie, '/classes/default/state')).statusCode).toBe(200);
    expect((await askWithCookie(cookie, '/classes/default/events')).json<Problem>()).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('is out when the token is withdrawn: with the token, in their sessions, and in a feed that is open', async () => {
    const { id, token } = await addInstructor(room, 'assistant');
    const cookie = cookieOf(await logIn(token));
    const headers = { authorization: `Bearer ${token}` };
    const feed = await room.app.inject({ method: 'GET', url: '/api/v1/classes/default/feed', headers, payloadAsStream: true });
    let isOver = false;
    feed
      .stream()
      .on('error', () => undefined)
      .on('close', () => (isOver = true))
      .resume();
    await room.clock.advance(20_000);
    expect(isOver).toBe(false);
    expect((await room.asInstructor('DELETE', `/instructors/${id}`)).statusCode).toBe(204);
    await room.clock.advance(0);
    expect(isOver).toBe(true);

    expect((await ask(token, 'GET', '/classes')).statusCode).toBe(401);
    expect((await askWithCookie(cookie, '/classes')).statusCode).toBe(401);
    expect((await logIn(token)).statusCode).toBe(401);
    expect((await room.asInstructor('DELETE', `/instructors/${id}`)).statusCode).toBe(404);
    expect((await room.asInstructor('DELETE', '/instructors/owner')).statusCode).toBe(404);
  });

  it('is out within a second when another server withdrew the token, in a feed that is open, too', async () => {
    const { id, token } = await addInstructor(room, 'assistant');
    expect((await ask(token, 'GET', '/classes')).statusCode).toBe(200);
    const headers = { authorization: `Bearer ${token}` };
    const feed = await room.app.inject({ method: 'GET', url: '/api/v1/classes/default/feed', headers, payloadAsStream: true });
    const isOver = new Promise(resolve =>
      feed
        .stream()
        .on('close', resolve)
        .on('error', () => undefined)
        .resume(),
    );
    await room.store.staff.remove(id);
    await room.clock.advance(1000);

    await isOver;
    expect((await ask(token, 'GET', '/classes')).statusCode).toBe(401);
  });

  it.each(['assistant', 'viewer'] as const)(
    'may ask for as much as twenty dashboards do, and keeps nobody waiting by asking for more: as %s',
    async role => {
      const [{ token }, other] = [await addInstructor(room, role), await addInstructor(room, role, 'other')];
      const statusOf = async (whose: string, path = '/classes'): Promise<number> => (await ask(whose, 'GET', path)).statusCode;
      const flood = await Promise.all(Array.from({ length: 210 }, () => statusOf(token)));
      expect([flood.filter(status => status === 200).length, flood.at(-1)]).toEqual([200, 429]);
      expect((await logIn(token)).statusCode).toBe(429);
      expect(await statusOf(other.token)).toBe(200);

      await room.clock.advance(10_000);
      // All of a class counts for five.
      const dear = await Promise.all(Array.from({ length: 50 }, () => statusOf(token, '/classes/default/state')));
      expect(dear.filter(status => status === 200)).toHaveLength(40);
      await room.clock.advance(1000);
      expect(await statusOf(token)).toBe(200);
    },
  );

  it('stays over a restart, and while keys are rotated once', async () => {
    const { token } = await addInstructor(room, 'assistant');
    const cookie = cookieOf(await logIn(token));
    await room.restart();
    const current = { kid: 'newer', secret: new Uint8Array(32).fill(1) };
    const keyRing = new KeyRing({ current, previous: SIGNING_KEY });
    const rotated = await Classroom.open({ store: room.store, keyRing });
    const reply = await rotated.inject({ method: 'GET', url: '/api/v1/session', headers: { cookie } });

    expect((await ask(token, 'GET', '/session')).json()).toMatchObject({ role: 'assistant' });
    expect(reply.json()).toMatchObject({ role: 'assistant' });
    await rotated.app.close();
  });
});

describe("the owner's session", () => {
  it('ends when the settings have another token', async () => {
    const cookie = cookieOf(await logIn(INSTRUCTOR_TOKEN));
    const other = await Classroom.open({ store: room.store, instructorToken: 'another-instructor-token' });
    const reply = await other.inject({ method: 'GET', url: '/api/v1/classes', headers: { cookie } });

    expect((await askWithCookie(cookie, '/classes')).statusCode).toBe(200);
    expect(reply.statusCode).toBe(401);
    await other.app.close();
  });

  it('is known while the store is down, which others are not', async () => {
    const { token } = await addInstructor(room, 'assistant');
    await room.clock.advance(5000);
    room.store.staff.list = () => Promise.reject(new LogUnavailableError('gone'));

    expect((await ask(INSTRUCTOR_TOKEN, 'GET', '/session')).statusCode).toBe(200);
    expect((await ask(token, 'GET', '/session')).statusCode).toBe(503);
  });
});

describe('guessing tokens', () => {
  const guess = async (times: number): Promise<number> => {
    let status = 0;
    for (let count = 0; count < times; count++) {
      status = (await (count % 2 === 0 ? logIn('guess') : ask('guess', 'GET', '/classes'))).statusCode;
    }
    return status;
  };

  it('is slowed down, and keeps nobody out behind the same address whose token cannot be guessed', async () => {
    const { token } = await addInstructor(room, 'assistant');
    expect(await guess(200)).toBe(401);
    expect(await guess(2)).toBe(429);

    for (const good of [token, INSTRUCTOR_TOKEN]) {
      expect((await logIn(good)).statusCode).toBe(204);
      expect((await ask(good, 'GET', '/classes')).statusCode).toBe(200);
    }
  });

  it('does not come upon a short token of the settings any faster', async () => {
    await room.close();
    room = await Classroom.open({ instructorToken: 'letmein' });
    expect((await logIn('letmein')).statusCode).toBe(204);
    await guess(201);

    expect((await logIn('letmein')).json<Problem>().code).toBe('too_many_attempts');
    await room.clock.advance(2000);
    expect((await logIn('letmein')).statusCode).toBe(204);
  });
});

describe('the audit trail', () => {
  const audit = async (query = ''): Promise<AuditPage> => (await room.asInstructor('GET', `/audit${query}`)).json();

  it('says who did what to whom, the newest first, and holds no secret', async () => {
    await room.enrol('ada', { displayName: 'Ada Lovelace' });
    const { id, token } = await addInstructor(room, 'assistant', 'Grace');
    await room.clock.advance(1000);
    await ask(token, 'DELETE', '/classes/default/enrolments/ada');
    await room.asInstructor('PATCH', '/classes/default', { policy: { level: 'code' } });
    await room.exported();
    await room.asInstructor('DELETE', `/instructors/${id}`);
    const page = await audit();

    expect(page.entries.map(({ actor, action, classId, subject }) => [actor.name, action, classId, subject])).toEqual([
      ['Owner', 'instructor.withdrawn', undefined, 'Grace (assistant)'],
      ['Owner', 'record.exported', 'default', undefined],
      ['Owner', 'class.changed', 'default', undefined],
      ['Grace', 'name.released', 'default', 'ada'],
      ['Owner', 'instructor.added', undefined, 'Grace (assistant)'],
    ]);
    expect(page.entries[0]?.time).toBe(room.clock.timestamp);
    for (const secret of [token, INSTRUCTOR_TOKEN, room.class.joinCode, 'Lovelace']) {
      expect(JSON.stringify(page)).not.toContain(secret);
    }
  });

  it('does not say what was refused or could not be done', async () => {
    const { token } = await addInstructor(room, 'viewer');
    await ask(token, 'DELETE', '/classes/default/enrolments/ada');
    await room.asInstructor('DELETE', '/classes/default/enrolments/nobody');
    await room.asInstructor('PATCH', '/classes/default', { name: '' });

    expect((await audit()).entries.map(({ action }) => action)).toEqual(['instructor.added']);
  });

  it('says who logged in and out', async () => {
    const { id, token } = await addInstructor(room, 'assistant', 'Grace');
    const cookie = cookieOf(await logIn(token));
    await room.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie } });
    await room.inject({ method: 'DELETE', url: '/api/v1/session' });

    expect((await audit()).entries.slice(0, 2)).toMatchObject([
      { action: 'session.closed', actor: { id, name: 'Grace', role: 'assistant' } },
      { action: 'session.opened', actor: { id, name: 'Grace', role: 'assistant' } },
    ]);
  });

  it('counts the tokens that were refused: a flood of them pushes nothing out', async () => {
    for (let attempt = 0; attempt < 300; attempt++) {
      await (attempt % 2 === 0 ? logIn('guess') : ask('guess', 'GET', '/classes'));
    }
    await room.clock.advance(10 * 60_000);
    const { entries } = await audit();

    expect(entries.map(({ action, actor, count }) => [action, actor.role, count])).toEqual([
      ['session.refused', 'outsider', 299],
      ['session.refused', 'outsider', undefined],
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/guess|127\.0\.0\.1/u);
  });

  it('has what was counted also when the server stops, and lets the owner in when it cannot be written', async () => {
    await logIn('guess');
    await logIn('guess');
    await room.restart();
    expect((await audit()).entries).toHaveLength(2);
    const append = vi.spyOn(room.store.audit, 'append').mockRejectedValue(new LogUnavailableError('full'));
    expect((await logIn(INSTRUCTOR_TOKEN)).statusCode).toBe(204);
    append.mockRestore();
    await room.clock.advance(10 * 60_000);

    expect((await audit()).entries[0]).toMatchObject({ action: 'session.opened', actor: { role: 'owner' } });
  });

  it('is read page by page', async () => {
    await addInstructor(room, 'viewer', 'First');
    await addInstructor(room, 'viewer', 'Second');
    const newest = await audit('?limit=1');
    const next = await audit(`?limit=1&before=${String(newest.entries[0]?.id)}`);

    expect([newest, next].map(({ entries }) => entries.map(({ subject }) => subject))).toEqual([['Second (viewer)'], ['First (viewer)']]);
    for (const query of ['?limit=0', '?limit=501', '?limit=x', '?before=x']) {
      expect((await room.asInstructor('GET', `/audit${query}`)).statusCode).toBe(400);
    }
  });

  it('comes first: nothing leaves the server of which no record can be kept', async () => {
    const store = openSqliteStore(':memory:');
    store.audit.append = () => Promise.reject(new LogUnavailableError('full'));
    const other = await Classroom.open({ store });
    const { token } = await other.enrol();
    await other.report(token, 1, 3);
    const reply = await other.asInstructor('GET', '/classes/default/events');
    await settle();

    expect(reply.json<Problem>()).toMatchObject({ status: 503, code: 'unavailable' });
    expect(reply.body).not.toContain('a.ipynb');
    await other.close();
  });
});
