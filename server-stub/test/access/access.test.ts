import { SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BatchReply, ClassSummary, EnrolmentReply, Problem } from '../../../src/protocol';
import enrolmentFixtures from '../../../src/protocol/fixtures/enrolments.json' with { type: 'json' };
import { LogUnavailableError } from '../../src/databases/log-unavailable';
import { GRACE_MS, TOKEN_LIFE_MS } from '../../src/access/auth/ingest-tokens';
import { SESSION_LIFE_MS } from '../../src/access/auth/instructor-access';
import { KeyRing } from '../../src/access/auth/key-ring';
import type { SigningKey, SigningKeys } from '../../src/access/auth/signing-key';
import { Classroom, DEVICE, INSTRUCTOR_TOKEN, OTHER_DEVICE, OTHER_SID } from '../support/classroom';

let room: Classroom;

beforeEach(async () => {
  room = await Classroom.open();
});
afterEach(() => room.close());

describe('enrolling', () => {
  it('gives a token, the names and the policy', async () => {
    const reply = await room.enrolment({ displayName: 'Ada L.', team: 'Team 7' });

    expect(reply.statusCode).toBe(201);
    expect(reply.json<EnrolmentReply>()).toMatchObject({
      classId: 'default',
      studentId: 'ada',
      displayName: 'Ada L.',
      team: 'Team 7',
      policy: { level: 'errors', cadenceMs: 1000, revision: 1 },
      expiresAt: new Date(room.clock.wallMs() + TOKEN_LIFE_MS).toISOString(),
    });
  });

  it('names a student by the id when there is no other name', async () => {
    expect((await room.enrol()).displayName).toBe('ada');
    expect((await room.enrol('bob', { displayName: '', deviceId: OTHER_DEVICE })).displayName).toBe('bob');
  });

  it('takes the join code in any case', async () => {
    expect((await room.enrolment({ joinCode: room.class.joinCode.toLowerCase() })).statusCode).toBe(201);
  });

  it('shows the student to the instructor at once', async () => {
    await room.enrol('ada', { displayName: 'Ada L.' });

    expect((await room.state()).students).toMatchObject([{ studentId: 'ada', displayName: 'Ada L.', status: 'not_started' }]);
  });

  it('keeps a name for the device that took it first', async () => {
    await room.enrol();
    const again = await room.enrolment();
    const stolen = await room.enrolment({ deviceId: OTHER_DEVICE });

    expect(again.statusCode).toBe(201);
    expect(stolen.json<Problem>()).toMatchObject({ status: 409, code: 'student_id_taken' });
  });

  it.each([
    ['an unknown join code', { joinCode: 'NOSUCH' }, 403, 'join_code_invalid'],
    ['a device id that is too short', { deviceId: 'x' }, 422, 'invalid'],
    ['a name with a line break', { displayName: 'Ada\r\nSet-Cookie: a=b' }, 422, 'invalid'],
  ])('refuses %s', async (_name, words, status, code) => {
    expect((await room.enrolment(words)).json<Problem>()).toMatchObject({ status, code });
  });

  for (const { name, body, accepts, refuses } of enrolmentFixtures as {
    name: string;
    body: unknown;
    accepts?: boolean;
    refuses?: string[];
  }[]) {
    it(`answers the golden enrolment "${name}" as both sides agreed`, async () => {
      const reply = await room.inject({
        method: 'POST',
        url: '/api/v1/enrolments',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(body),
      });

      // The fixtures' code is no class's here: a sound one gets as far as that.
      expect(reply.statusCode).toBe(accepts === true ? 403 : 422);
      expect(reply.json<Problem>().errors?.map(({ path }) => path)).toEqual(accepts === true ? undefined : refuses);
    });
  }

  it('keeps who guesses join codes waiting for each answer, and nobody else behind the same address', async () => {
    const known = await room.enrol('known');
    const guesses: number[] = [];
    const guess = async (count: number): Promise<void> => {
      guesses.push((await room.enrolment({ joinCode: `GUESS${String(count)}` })).statusCode);
    };
    const guessing = Promise.all(Array.from({ length: 1300 }, (_, count) => guess(count)));
    for (let count = 0; count < 30; count++) {
      const deviceId = `${'d'.repeat(22)}${String(count)}`;
      expect((await room.enrolment({ studentId: `s${String(count)}`, deviceId })).statusCode).toBe(201);
    }
    expect((await room.enrolment({ studentId: 'known' })).statusCode).toBe(201);
    expect((await room.report(known.token, 1, 1)).statusCode).toBe(202);
    expect(guesses.filter(status => status === 403)).toHaveLength(200);
    expect(guesses.filter(status => status === 429)).toHaveLength(100);
    await room.clock.advance(3000);
    await guessing;
    expect(guesses.filter(status => status === 403)).toHaveLength(1200);
  });

  it('tells who guesses beyond that to come again', async () => {
    const guessing = Array.from({ length: 1201 }, (_, count) => room.enrolment({ joinCode: `GUESS${String(count)}` }));
    const refused = await Promise.race(
      guessing.map(async guess => ((await guess).statusCode === 429 ? guess : new Promise<never>(() => undefined))),
    );
    expect(refused.json<Problem>().code).toBe('too_many_attempts');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    await room.clock.advance(3000);
    expect((await Promise.all(guessing)).filter(({ statusCode }) => statusCode === 403)).toHaveLength(1200);
  });

  it('lets 200 students join from one address, even when each mistypes once', async () => {
    for (let count = 0; count < 200; count++) {
      if (count % 2 === 0) {
        await room.enrolment({ joinCode: 'TYPO' });
      }
      const deviceId = `${'d'.repeat(22)}${String(count)}`;
      expect((await room.enrolment({ studentId: `s${String(count)}`, deviceId })).statusCode).toBe(201);
    }
  });
});

describe('a token to report with', () => {
  const forge = (claims: object, kid = 'test', secret: Uint8Array = new Uint8Array(32).fill(7)): Promise<string> =>
    new SignJWT({ scope: 'ingest', class: 'default', team: '', device: DEVICE, policy: 1, ...claims })
      .setProtectedHeader({ alg: 'HS256', kid })
      .setIssuer('cell-monitor')
      .setSubject('ada')
      .setJti('j')
      .setIssuedAt(Math.floor(room.clock.wallMs() / 1000))
      .setExpirationTime(Math.floor(room.clock.wallMs() / 1000) + 3600)
      .sign(secret);

  it('is refused when missing, forged, unsigned, cut, of another key or of another scope; nothing is written', async () => {
    const { token } = await room.enrol();
    const [header = '', payload = '', signature = ''] = token.split('.');
    const unsigned = new UnsecuredJWT({ scope: 'ingest', class: 'default', team: '', device: DEVICE, policy: 1 })
      .setSubject('ada')
      .encode();
    const elevated = Buffer.from(JSON.stringify({ ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), sub: 'bob' }));
    const refused: [string, number][] = [
      ['', 401],
      ['nonsense', 401],
      [`${header}.${payload}.`, 401],
      [`${header}.${elevated.toString('base64url')}.${signature}`, 401],
      [unsigned, 401],
      [await forge({}, 'other'), 401],
      [await forge({}, 'test', new Uint8Array(32).fill(8)), 401],
      [await forge({ class: 'no-such-class' }), 401],
      [await forge({ device: OTHER_DEVICE }), 401],
      [await forge({ scope: 'instructor' }), 403],
      [INSTRUCTOR_TOKEN, 401],
    ];
    for (const [bad, status] of refused) {
      const reply = await room.report(bad, 1, 1);
      expect({ bad, status: reply.statusCode }).toEqual({ bad, status });
      expect(reply.json<Problem>().code).toBe(status === 403 ? 'forbidden' : 'token_invalid');
    }
    expect((await room.report(await forge({}), 1, 1)).statusCode).toBe(202);
    expect(await room.exported()).toHaveLength(1);
  });

  it('stays good when a new key takes the place of its own, and no longer', async () => {
    const [older, newer, newest] = ['older', 'newer', 'newest'].map((kid, index) => ({ kid, secret: new Uint8Array(32).fill(index) }));
    let keys: SigningKeys = { current: older as SigningKey };
    const read = (): SigningKeys => keys;
    const turned = await Classroom.open({ keyRing: new KeyRing(keys, { read, clock: room.clock }) });
    const { token } = await turned.enrol();
    const report = async (signer: SigningKey): Promise<number> => {
      await room.clock.advance(1000);
      const renewed = await forge({}, signer.kid, signer.secret);
      expect((await turned.report(renewed, 1, 1)).statusCode).toBe(202);
      return (await turned.report(token, 1, 1)).statusCode;
    };

    keys = { current: newer as SigningKey, previous: older as SigningKey };
    expect(await report(newer as SigningKey)).toBe(202);
    keys = { current: newest as SigningKey, previous: newer as SigningKey };
    expect(await report(newest as SigningKey)).toBe(401);
    await turned.close();
  });

  it('ends when the instructor releases the name, which another device then gets', async () => {
    const { token } = await room.enrol();
    await room.report(token, 1, 1);
    expect((await room.asInstructor('DELETE', '/classes/default/enrolments/ada')).statusCode).toBe(204);

    expect((await room.report(token, 2, 2)).json<Problem>().code).toBe('token_invalid');
    const { token: others } = await room.enrol('ada', { deviceId: OTHER_DEVICE });
    expect((await room.report(others, 2, 2)).json<BatchReply>().hwm).toBe(2);
    expect((await room.report(token, 3, 3)).json<Problem>().code).toBe('token_invalid');
  });

  it('stays withdrawn when the same device takes the released name again', async () => {
    const { token } = await room.enrol();
    await room.clock.advance(60_000);
    await room.asInstructor('DELETE', '/classes/default/enrolments/ada');
    const { token: renewed } = await room.enrol('ada', { isAskedFor: true });

    expect((await room.report(token, 1, 1)).json<Problem>().code).toBe('token_invalid');
    expect((await room.report(renewed, 1, 1)).statusCode).toBe(202);
  });

  it('still delivers for the sources it opened for 7 days after its end, and opens no other', async () => {
    const { token } = await room.enrol();
    await room.report(token, 1, 1);
    // Switched off meanwhile: weeks of a server's timers, one after the other, would take long.
    await room.restart(TOKEN_LIFE_MS + GRACE_MS / 2);

    expect((await room.report(token, 2, 2)).json<BatchReply>().hwm).toBe(2);
    expect((await room.report(token, 1, 1, { sid: OTHER_SID })).json<Problem>().code).toBe('token_invalid');
    await room.restart(GRACE_MS);
    expect((await room.report(token, 3, 3)).json<Problem>().code).toBe('token_invalid');
    expect(await room.exported()).toHaveLength(2);
  });

  it('is never repeated in an answer, nor written into the log of the server', async () => {
    const { token } = await room.enrol('ada', { displayName: 'Ada Lovelace' });
    await room.report(token, 1, 1);
    const answers = [
      await room.report(`${token}x`, 2, 2),
      await room.send(token, '{"code":"secret_code = 1'),
      await room.asInstructor('GET', '/classes/default/students/ada'),
      await room.inject({ method: 'GET', url: `/nowhere?token=${INSTRUCTOR_TOKEN}` }),
      await room.inject({ method: 'POST', url: '/api/v1/session', payload: { token: `${INSTRUCTOR_TOKEN}!` } }),
    ];

    for (const { body } of answers) {
      expect(body).not.toContain(token);
      expect(body).not.toContain(INSTRUCTOR_TOKEN);
    }
    const log = room.logLines.join('');
    expect(log).toContain('/api/v1/batches');
    for (const secret of [token, INSTRUCTOR_TOKEN, 'Lovelace', '"ada"', '/ada', 'secret_code', room.class.joinCode]) {
      expect(log).not.toContain(secret);
    }
  });
});

describe("the instructors' part", () => {
  const ROUTES = [
    ['GET', '/classes'],
    ['POST', '/classes'],
    ['PATCH', '/classes/default'],
    ['DELETE', '/classes/default/enrolments/ada'],
    ['GET', '/classes/default/state'],
    ['GET', '/classes/default/students/ada'],
    ['GET', '/classes/default/feed'],
    ['GET', '/classes/default/events?format=ndjson'],
    ['GET', '/classes/default/delivery'],
    ['GET', '/classes/default/roster'],
    ['DELETE', '/classes/default/roster'],
  ] as const;

  it.each(ROUTES)('%s %s refuses strangers and students', async (method, path) => {
    const { token } = await room.enrol();
    const ask = (authorization?: string) =>
      room.inject({ method, url: `/api/v1${path}`, headers: authorization === undefined ? {} : { authorization } });

    expect((await ask()).json<Problem>()).toMatchObject({ status: 401, code: 'token_invalid' });
    expect((await ask('Bearer wrong')).json<Problem>()).toMatchObject({ status: 401, code: 'token_invalid' });
    expect((await ask(`Basic ${INSTRUCTOR_TOKEN}`)).statusCode).toBe(401);
    expect((await ask(`Bearer ${token}`)).json<Problem>()).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await room.asInstructor('GET', '/classes')).json<ClassSummary[]>()).toHaveLength(1);
  });

  async function logIn(): Promise<string> {
    const reply = await room.inject({ method: 'POST', url: '/api/v1/session', payload: { token: INSTRUCTOR_TOKEN } });
    expect(reply.statusCode).toBe(204);
    return String(reply.headers['set-cookie']);
  }

  const withCookie = (cookie: string, headers: Record<string, string> = {}) =>
    room.inject({
      method: 'GET',
      url: '/api/v1/classes',
      headers: { cookie: cookie.split(';')[0] ?? '', host: 'server:8600', ...headers },
    });

  it('opens by a cookie that scripts cannot read and that does not hold the token', async () => {
    const cookie = await logIn();

    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(decodeURIComponent(cookie)).not.toContain(INSTRUCTOR_TOKEN);
    expect((await withCookie(cookie)).statusCode).toBe(200);
    expect((await withCookie(`${cookie.split(';')[0] ?? ''}x`)).statusCode).toBe(401);
  });

  it('closes again when the session is over', async () => {
    const cookie = await logIn();
    await room.clock.advance(SESSION_LIFE_MS + 1000);

    expect((await withCookie(cookie)).statusCode).toBe(401);
  });

  const logOut = (cookie: string) =>
    room.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie, 'content-type': 'application/json' } });

  it('closes at log-out: for this browser, for whoever copied its cookie, and on every other server; other sessions go on', async () => {
    const cookie = await logIn();
    const another = await logIn();
    const reply = await logOut(cookie);

    expect(reply.statusCode).toBe(204);
    expect(String(reply.headers['set-cookie'])).toMatch(/cell_monitor_session=;.*(?:Max-Age=0|Expires=Thu, 01 Jan 1970)/u);
    expect((await withCookie(cookie)).statusCode).toBe(401);
    expect((await withCookie(another)).statusCode).toBe(200);
    const restarted = await Classroom.open({ store: room.store });
    const again = await restarted.inject({ method: 'GET', url: '/api/v1/classes', headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(again.statusCode).toBe(401);
    await restarted.app.close();
  });

  it('says so when a session cannot be ended because the store is down, and keeps nobody out meanwhile', async () => {
    const cookie = await logIn();
    const { endedSessions } = room.store;
    const down = () => Promise.reject(new LogUnavailableError('gone'));
    Object.assign(endedSessions, { add: down, has: down });
    const reply = await logOut(cookie);

    expect(reply.statusCode).toBe(503);
    expect(String(reply.headers['set-cookie'])).toContain('cell_monitor_session=;');
    expect((await withCookie(cookie)).statusCode).toBe(200);
  });

  it('does not answer another site that uses the cookie', async () => {
    const cookie = await logIn();

    expect((await withCookie(cookie, { 'sec-fetch-site': 'cross-site' })).json<Problem>().code).toBe('forbidden');
    expect((await withCookie(cookie, { 'sec-fetch-site': 'same-site' })).statusCode).toBe(403);
    expect((await withCookie(cookie, { origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await withCookie(cookie, { origin: 'null' })).statusCode).toBe(403);
    expect((await withCookie(cookie, { origin: 'http://server:8600' })).statusCode).toBe(200);
    expect((await withCookie(cookie, { 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
  });

  it('slows down an address that guesses the token', async () => {
    const guess = () => room.inject({ method: 'POST', url: '/api/v1/session', payload: { token: 'guess' } });
    for (let count = 0; count < 200; count++) {
      expect((await guess()).statusCode).toBe(401);
    }

    expect((await guess()).json<Problem>().code).toBe('too_many_attempts');
    // Students' joining is counted apart.
    expect((await room.enrolment()).statusCode).toBe(201);
  });
});

describe('classes', () => {
  it('start with one that can be joined by a readable code', async () => {
    const classes = (await room.asInstructor('GET', '/classes')).json<ClassSummary[]>();

    expect(classes).toMatchObject([{ id: 'default', policy: { level: 'errors', cadenceMs: 1000, revision: 1 } }]);
    expect(classes[0]?.joinCode).toMatch(/^[A-HJKMNPRSTW-Z]{8}$/u);
  });

  it('keep the code over a restart, and are not made again', async () => {
    const { joinCode } = room.class;
    await room.restart();

    expect((await room.asInstructor('GET', '/classes')).json<ClassSummary[]>()).toMatchObject([{ joinCode }]);
  });

  it('lose no change when two are made at once', async () => {
    for (let round = 1; round <= 20; round++) {
      await Promise.all([
        room.asInstructor('PATCH', '/classes/default', { name: `Class ${String(round)}` }),
        room.asInstructor('PATCH', '/classes/default', { policy: { cadenceMs: 1000 + round } }),
      ]);
      const [record] = (await room.asInstructor('GET', '/classes')).json<ClassSummary[]>();
      expect(record).toMatchObject({ name: `Class ${String(round)}`, policy: { cadenceMs: 1000 + round } });
    }
  });

  it('are made and changed', async () => {
    const made = await room.asInstructor('POST', '/classes', { name: 'Second', policy: { level: 'code' } });
    const { id, joinCode } = made.json<ClassSummary>();
    const changed = await room.asInstructor('PATCH', `/classes/${id}`, { name: 'Third', policy: { cadenceMs: 5000 } });

    expect(made.statusCode).toBe(201);
    expect(changed.json<ClassSummary>()).toEqual({
      id,
      name: 'Third',
      joinCode,
      policy: { level: 'code', cadenceMs: 5000, revision: 2 },
      teams: { from: 'free', list: [] },
    });
    expect((await room.enrolment({ joinCode })).json<EnrolmentReply>().classId).toBe(id);
    expect((await room.state()).students).toEqual([]);
  });

  it('say whether students may pause, whose word is consent, and how long the record is kept, and take it back', async () => {
    const terms = { mayPause: false, consent: 'informed', retentionDays: 30 };
    const made = await room.asInstructor('POST', '/classes', { name: 'Second', policy: terms });
    const { id, joinCode, policy } = made.json<ClassSummary>();
    expect(policy).toEqual({ level: 'errors', cadenceMs: 1000, revision: 1, ...terms });
    expect((await room.enrolment({ joinCode })).json<EnrolmentReply>().policy).toEqual(policy);

    const change = { policy: { mayPause: true, retentionDays: null } };
    const changed = (await room.asInstructor('PATCH', `/classes/${id}`, change)).json<ClassSummary>();
    expect(changed.policy).toEqual({ level: 'errors', cadenceMs: 1000, revision: 2, mayPause: true, consent: 'informed' });
    const same = (await room.asInstructor('PATCH', `/classes/${id}`, change)).json<ClassSummary>();
    expect(same.policy.revision).toBe(2);
  });

  it.each([
    ['POST', '/classes', {}, 'name'],
    ['POST', '/classes', { name: 'x', joinCode: 7 }, 'joinCode'],
    ['PATCH', '/classes/default', { policy: { cadenceMs: 1 } }, 'policy.cadenceMs'],
    ['PATCH', '/classes/default', { policy: { level: 'everything' } }, 'policy.level'],
    ['PATCH', '/classes/default', { policy: { mayPause: 'no' } }, 'policy.mayPause'],
    ['PATCH', '/classes/default', { policy: { consent: 'assumed' } }, 'policy.consent'],
    ['PATCH', '/classes/default', { policy: { retentionDays: 0 } }, 'policy.retentionDays'],
    ['PATCH', '/classes/default', { name: 'a\nb' }, 'name'],
  ] as const)('%s %s names what is wrong: %j', async (method, path, body, flaw) => {
    const reply = await room.asInstructor(method, path, body);

    expect(reply.json<Problem>()).toMatchObject({ status: 422, code: 'invalid', errors: [{ path: flaw }] });
  });

  it('do not share a join code', async () => {
    const { joinCode } = room.class;
    const second = await room.asInstructor('POST', '/classes', { name: 'Second', joinCode });

    expect(second.json<Problem>()).toMatchObject({ status: 422, errors: [{ path: 'joinCode' }] });
  });

  it('that are not there are not found', async () => {
    for (const path of [
      '/classes/none/state',
      '/classes/none/delivery',
      '/classes/none/events',
      '/classes/none/feed',
      '/classes/default/students/x',
    ]) {
      expect((await room.asInstructor('GET', path)).json<Problem>()).toMatchObject({ status: 404, code: 'not_found' });
    }
  });
});
