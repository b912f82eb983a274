import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Opening } from '../../../src/protocol';
import { addInstructor } from '../support/callers';
import { Classroom, INSTRUCTOR_TOKEN, OTHER_DEVICE, OTHER_SID } from '../support/classroom';
import { FeedReader } from '../support/feed-reader';

let room: Classroom;
let ada: string;

beforeEach(async () => {
  room = await Classroom.open();
  ada = (await room.enrol('ada', { displayName: 'Ada Lovelace' })).token;
  await room.report(ada, 1, 3);
});
afterEach(() => room.close());

const ask = async (query = '', token = INSTRUCTOR_TOKEN): Promise<Opening> =>
  (await room.asInstructor('GET', `/opening${query}`, undefined, token)).json();

describe('what a dashboard begins with', () => {
  it('is all that it would have asked for one after the other', async () => {
    const opening = await ask();
    expect(opening.session).toEqual((await room.asInstructor('GET', '/session')).json());
    expect(opening.classes).toEqual((await room.asInstructor('GET', '/classes')).json());
    expect(opening.first).toMatchObject({ classId: 'default', state: await room.state() });
  });

  it('is told where the feed goes on: what comes later is no second snapshot', async () => {
    const { first } = await ask();
    await room.report(ada, 4, 5);
    const feed = await FeedReader.open(room, first?.eventId);
    expect(feed.events).toMatchObject([{ event: 'delta', data: { students: [{ studentId: 'ada', runs: 5 }] } }]);
  });

  it('is of the class that was asked for, and of the first where there is no such class', async () => {
    const other = (await room.asInstructor('POST', '/classes', { name: 'Second' })).json<{ id: string }>().id;
    expect((await ask(`?class=${other}`)).first).toMatchObject({ classId: other, state: { classId: other, students: [] } });
    const { classes, first } = await ask('?class=nowhere');
    expect(first?.classId).toBe(classes[0]?.id);
  });

  it('tells a viewer nobody’s name, and their feed goes on in the same words', async () => {
    const viewer = (await addInstructor(room, 'viewer', 'Projector')).token;
    const { first, session } = await ask('', viewer);
    expect(session.role).toBe('viewer');
    expect(JSON.stringify(first)).not.toMatch(/ada|lovelace/iu);
    const [{ studentId } = { studentId: '' }] = first?.state.students ?? [];
    await room.report(ada, 4, 5);
    const feed = await FeedReader.open(room, first?.eventId, viewer);
    expect(feed.events).toMatchObject([{ event: 'delta', data: { students: [{ studentId }] } }]);
  });

  it('comes with the session, for one who asks for it, and not before the token is known to be right', async () => {
    const signIn = (payload: object) => room.inject({ method: 'POST', url: '/api/v1/session', payload });
    const signedIn = await signIn({ token: INSTRUCTOR_TOKEN, opening: true });
    expect(signedIn.headers['set-cookie']).toContain('HttpOnly');
    expect(signedIn.headers['cache-control']).toBe('no-store');
    expect(signedIn.json<Opening>()).toEqual(await ask());
    expect((await signIn({ token: INSTRUCTOR_TOKEN })).statusCode).toBe(204);
    const refused = await signIn({ token: 'wrong', opening: true });
    expect(refused.statusCode).toBe(401);
    expect(refused.body).not.toContain('ada');
  });

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate, BR;q=0', 'gzip', gunzipSync],
    ['identity', undefined, (body: Buffer) => body],
  ])('is packed as is asked for: %s', async (accepted, coding, unpack) => {
    for (let student = 0; student < 40; student++) {
      await room.enrol(`student-${String(student)}`, { deviceId: OTHER_DEVICE.slice(0, -2) + String(student).padStart(2, '0') });
    }
    const headers = { authorization: `Bearer ${INSTRUCTOR_TOKEN}`, 'accept-encoding': accepted };
    const reply = await room.inject({ method: 'GET', url: '/api/v1/opening', headers });
    expect(reply.headers).toMatchObject({ vary: 'accept-encoding', 'cache-control': 'no-store' });
    expect(reply.headers['content-encoding']).toBe(coding);
    const { first } = JSON.parse(unpack(reply.rawPayload).toString()) as Opening;
    expect(first?.state.students).toHaveLength(41);
    expect(reply.rawPayload.length < 3000).toBe(coding !== undefined);
  });

  it('comes without the class while that is being read for long: nobody waits at the door for a log', async () => {
    const slow = await Classroom.open();
    const { token } = await slow.enrol('bob');
    await slow.report(token, 1, 3, { sid: OTHER_SID });
    await slow.restart();
    let release = (): void => undefined;
    const isReleased = new Promise<void>(resolve => (release = resolve));
    const { log } = slow.store;
    const read = log.read.bind(log);
    log.read = async (...words) => {
      await isReleased;
      return read(...words);
    };
    const asked = slow.asInstructor('GET', '/opening');
    await slow.clock.advance(1000);
    expect((await asked).json<Opening>()).not.toHaveProperty('first');
    release();
    await slow.close();
  });
});
