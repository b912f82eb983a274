import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClassSummary, EnrolmentReply, Problem } from '../../../src/protocol';
import { HubClient } from '../../src/access/hub/hub-client';
import { HubAuthenticator } from '../../src/access/hub/hub-authenticator';
import { systemFetch } from '../../src/platform/http-client';
import { Classroom, DEVICE, OTHER_DEVICE } from '../support/classroom';
import { SmallHub } from '../support/small-hub';
import { seededRandom, VirtualClock } from '../support/virtual-clock';

let hub: SmallHub;
let clock: VirtualClock;
let room: Classroom;
let hubLog: string[];

beforeEach(async () => {
  hub = await SmallHub.open();
  clock = new VirtualClock();
  hubLog = [];
  room = await Classroom.open({ clock, hub: doorTo(hub) });
});
afterEach(async () => {
  await room.close();
  await hub.close();
});

function doorTo({ apiUrl }: SmallHub): HubAuthenticator {
  const logger = pino({ level: 'trace' }, { write: (line: string) => void hubLog.push(line) });
  return new HubAuthenticator(new HubClient({ apiUrl, fetch: systemFetch, clock, random: seededRandom(), logger }), ['instructors']);
}

const change = (words: object) => room.asInstructor('PATCH', `/classes/${room.class.id}`, words);
const problem = async (words: object): Promise<Problem> => (await room.enrolment(words)).json();

describe('a student whom the hub vouches for', () => {
  it('is called what the hub says, whatever the body says, and is shown as verified', async () => {
    const hubToken = hub.logIn('ada');
    const reply = await room.enrol('mallory', { displayName: 'Somebody Else', team: 'Team 7', hubToken });

    expect(reply).toMatchObject({ studentId: 'ada', displayName: 'ada', team: 'Team 7' });
    expect((await room.state()).students).toMatchObject([{ studentId: 'ada', displayName: 'ada', team: 'Team 7', verified: true }]);
    expect(hub.asked).toEqual([`token ${hubToken}`]);
  });

  it('joins from any device, and all of them report', async () => {
    const hubToken = hub.logIn('ada');
    const first = await room.enrol('ada', { hubToken });
    const second = await room.enrol('ada', { hubToken, deviceId: OTHER_DEVICE });

    expect((await room.report(first.token, 1, 1)).statusCode).toBe(202);
    expect((await room.report(second.token, 2, 2)).statusCode).toBe(202);
  });

  it('has a name that nobody takes on a mere claim', async () => {
    await room.enrol('ada', { hubToken: hub.logIn('ada') });

    expect(await problem({ deviceId: OTHER_DEVICE })).toMatchObject({ status: 409, code: 'student_id_taken' });
    expect(await problem({ deviceId: DEVICE })).toMatchObject({ status: 409, code: 'student_id_taken' });
    expect(await problem({ deviceId: 'jupyterhub' })).toMatchObject({ status: 422, code: 'invalid' });
  });

  it('takes back a name that somebody took on a mere claim, whose token ends with it', async () => {
    const squatter = await room.enrol('ada', { deviceId: OTHER_DEVICE });
    await clock.advance(5000);
    const reply = await room.enrol('ada', { hubToken: hub.logIn('ada') });

    expect((await room.report(squatter.token, 1, 1)).json<Problem>().code).toBe('token_invalid');
    expect((await room.report(reply.token, 1, 1)).statusCode).toBe(202);
  });

  it('stays verified over a restart of the server', async () => {
    await room.enrol('ada', { hubToken: hub.logIn('ada') });
    await room.restart();

    expect((await room.state()).students).toMatchObject([{ studentId: 'ada', verified: true }]);
  });

  it.each([
    ['an administrator of the hub', { admin: true }, 403, 'staff'],
    ['in a group of those who teach', { groups: ['year 1', 'instructors'] }, 403, 'staff'],
    ['a service', { kind: 'service' }, 403, 'hub_identity_invalid'],
    ['called what no student can be called', { name: 'a'.repeat(65) }, 422, 'invalid'],
  ])('is none when it is %s', async (_who, words, status, code) => {
    expect(await problem({ hubToken: hub.logIn('ada', words) })).toMatchObject({ status, code });
    expect((await room.state()).students).toEqual([]);
  });

  it('is none with a token that the hub does not know, and guesses wait for their answer', async () => {
    const answers = [];
    for (let guess = 0; guess < 200; guess++) {
      answers.push((await problem({ hubToken: `guess-${String(guess)}` })).code);
    }
    expect(answers).toEqual(Array.from({ length: 200 }, () => 'hub_identity_invalid'));

    let told: string | undefined;
    void problem({ hubToken: 'guess' }).then(({ code }) => (told = code));
    expect((await room.enrol('ada', { hubToken: hub.logIn('ada') })).studentId).toBe('ada');
    expect(told).toBeUndefined();
    // The hub's answer comes over a real socket.
    await vi.waitFor(async () => {
      await clock.advance(1000);
      expect(told).toBe('hub_identity_invalid');
    });
  });
});

describe('a class of a hub', () => {
  it('takes nobody else, and says what to do', async () => {
    expect((await change({ identity: 'hub' })).json<ClassSummary>()).toMatchObject({ identity: 'hub', name: room.class.name });

    expect(await problem({})).toMatchObject({
      status: 403,
      code: 'hub_identity_required',
      detail: expect.stringMatching(/Open JupyterLab on the hub/u) as string,
    });
    expect((await room.enrol('ada', { hubToken: hub.logIn('ada') })).studentId).toBe('ada');
  });

  it('takes no reports of those who joined before without the hub', async () => {
    const before = await room.enrol('bob');
    expect((await room.report(before.token, 1, 1)).statusCode).toBe(202);
    await change({ identity: 'hub' });

    expect((await room.report(before.token, 2, 2)).json<Problem>()).toMatchObject({
      code: 'token_invalid',
      detail: expect.stringMatching(/JupyterHub/u) as string,
    });
  });

  it('is open again when an instructor says so', async () => {
    await change({ identity: 'hub' });
    expect((await change({ identity: 'open' })).json<ClassSummary>().identity).toBeUndefined();

    expect((await room.enrolment()).statusCode).toBe(201);
  });

  it('can be made, and no other rule can', async () => {
    const made = await room.asInstructor('POST', '/classes', { name: 'Physics', identity: 'hub' });
    const refused = await room.asInstructor('POST', '/classes', { name: 'Physics', identity: 'passport' });

    expect(made.json<ClassSummary>().identity).toBe('hub');
    expect(refused.json<Problem>().errors).toEqual([{ path: 'identity', message: 'must be open or hub' }]);
  });

  it('on a server that knows no hub takes nobody, and says whose fault it is', async () => {
    await room.close();
    room = await Classroom.open();
    await change({ identity: 'hub' });

    expect(await problem({ hubToken: 'any' })).toMatchObject({
      code: 'hub_identity_required',
      detail: expect.stringMatching(/Tell your instructor/u) as string,
    });
  });
});

describe('an open class', () => {
  it('takes those whom no hub vouches for, and does not call them verified', async () => {
    await room.enrol('bob');

    expect((await room.state()).students[0]).not.toHaveProperty('verified');
  });

  it('takes the body’s word on a server that knows no hub', async () => {
    await room.close();
    room = await Classroom.open();

    expect(await room.enrol('bob', { hubToken: 'any' })).toMatchObject({ studentId: 'bob' } satisfies Partial<EnrolmentReply>);
    expect((await room.state()).students[0]).not.toHaveProperty('verified');
  });
});

describe('a hub that does not say who a student is', () => {
  const hubToken = 'the-secret-token';

  it.each([
    ['fails', 500, '{}', 'it answered 500'],
    ['sends elsewhere', 302, '', 'it answered 302'],
    ['answers with a page', 200, '<html>', 'its answer is no JSON: is the address the one of its API?'],
  ])('because it %s makes students wait, and is left alone after five times', async (_how, status, body, reason) => {
    hub.instead = (_request, response) => response.writeHead(status, { location: '/elsewhere' }).end(body);
    for (let attempt = 0; attempt < 8; attempt++) {
      expect(await problem({ hubToken })).toMatchObject({ status: 503, code: 'unavailable' });
    }

    expect(hub.asked).toHaveLength(5);
    expect(hubLog.map(line => (JSON.parse(line) as { reason: unknown }).reason)).toEqual([reason]);
  });

  it('is asked again after a while, and believed', async () => {
    hub.instead = (_request, response) => response.writeHead(502).end();
    for (let attempt = 0; attempt < 5; attempt++) {
      await problem({ hubToken });
    }
    hub.instead = undefined;
    expect((await problem({ hubToken: hub.logIn('ada') })).code).toBe('unavailable');
    await clock.advance(1000);

    expect(await room.enrol('ada', { hubToken: hub.logIn('ada') })).toMatchObject({ studentId: 'ada' });
    expect(hubLog.at(-1)).toContain('JupyterHub is back');
  });

  it('because it hangs is given up after five seconds', async () => {
    const asked = new Promise<void>(resolve => (hub.instead = () => resolve()));
    const answer = problem({ hubToken });
    await asked;
    await clock.advance(5000);

    expect(await answer).toMatchObject({ status: 503, code: 'unavailable', retryAfterMs: expect.any(Number) as number });
  });

  it('never gets a token into a log, an answer or the database', async () => {
    const known = hub.logIn('ada');
    await room.enrol('ada', { hubToken: known });
    const refused = await room.enrolment({ hubToken });
    await hub.close();
    const failed = await room.enrolment({ hubToken });
    hub = await SmallHub.open();

    const told = [...room.logLines, ...hubLog, refused.body, failed.body, JSON.stringify(await room.store.log.read('default', '0', 100))];
    expect(failed.statusCode).toBe(503);
    expect(told.join('\n')).not.toContain(hubToken);
    expect(told.join('\n')).not.toContain(known);
  });
});
