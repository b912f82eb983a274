import type { LightMyRequestResponse } from 'fastify';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InstructorSession } from '../../../src/protocol';
import { HubClient } from '../../src/access/hub/hub-client';
import { HubStaff } from '../../src/access/hub/hub-staff';
import { systemFetch } from '../../src/platform/http-client';
import { Classroom, INSTRUCTOR_TOKEN } from '../support/classroom';
import { SERVICE, SmallHub } from '../support/small-hub';
import { seededRandom, VirtualClock } from '../support/virtual-clock';

const BASE = '/services/class/';
const ROLES = [
  { group: 'instructors', role: 'owner' },
  { group: 'tas', role: 'assistant' },
] as const;

let hub: SmallHub;
let clock: VirtualClock;
let room: Classroom;

beforeEach(async () => {
  hub = await SmallHub.open();
  clock = new VirtualClock();
  room = await open();
});
afterEach(async () => {
  await room.close();
  await hub.close();
});

function open(): Promise<Classroom> {
  const logger = pino({ level: 'silent' });
  const client = new HubClient({ apiUrl: hub.apiUrl, fetch: systemFetch, clock, random: seededRandom(), logger });
  const service = { hubUrl: '/hub', clientId: SERVICE.id, token: SERVICE.token, roles: ROLES };
  return Classroom.open({ clock, baseUrl: BASE, hubStaff: new HubStaff(client, service, clock) });
}

const get = (path: string, cookie = ''): Promise<LightMyRequestResponse> =>
  room.inject({ method: 'GET', url: BASE + path, headers: { cookie } });
const cookiesOf = ({ cookies }: LightMyRequestResponse): string =>
  cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');

/** As a browser: to the hub, and back with what it gave. */
async function signIn(code: string, { state, cookie }: { state?: string; cookie?: string } = {}): Promise<LightMyRequestResponse> {
  const left = await get('hub-sign-in');
  const drawn = new URL(String(left.headers.location), 'https://hub.example.org').searchParams.get('state') ?? '';
  return get(`oauth_callback?code=${code}&state=${state ?? drawn}`, cookie ?? cookiesOf(left));
}

const whoIs = async (cookie: string): Promise<InstructorSession | number> => {
  const reply = await get('api/v1/session', cookie);
  return reply.statusCode === 200 ? reply.json() : reply.statusCode;
};

describe('an instructor who signs in with the hub', () => {
  it('goes to the hub with a state of their own, which comes back in a cookie alone', async () => {
    const [one, other] = [await get('hub-sign-in'), await get('hub-sign-in')];
    const address = new URL(String(one.headers.location), 'https://hub.example.org');

    expect(address.pathname).toBe('/hub/api/oauth2/authorize');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      response_type: 'code',
      client_id: SERVICE.id,
      state: one.cookies[0]?.value,
    });
    expect(one.cookies[0]).toMatchObject({ path: BASE, httpOnly: true, sameSite: 'Lax' });
    expect(one.headers.location).not.toBe(other.headers.location);
  });

  it.each([
    ['owner', { groups: ['year 1', 'tas', 'instructors'] }],
    ['assistant', { groups: ['tas'] }],
    ['owner', { admin: true }],
  ])('is %s as %j', async (role, words) => {
    const back = await signIn(hub.authorise('grace', words));

    expect([back.statusCode, back.headers.location]).toEqual([302, './']);
    expect(await whoIs(cookiesOf(back))).toMatchObject({ id: 'hub:grace', name: 'grace', role });
    const audit = await room.inject({
      method: 'GET',
      url: `${BASE}api/v1/audit`,
      headers: { authorization: `Bearer ${INSTRUCTOR_TOKEN}` },
    });
    expect(audit.body).toContain('"session.opened"');
    expect(audit.body).toContain('"grace"');
  });

  it('can do nothing without a group that has a role', async () => {
    const back = await signIn(hub.authorise('ada', { groups: ['students'] }));

    expect(back.statusCode).toBe(403);
    expect(back.body).toContain('none of your groups');
    expect(cookiesOf(back)).toBe('');
  });

  it.each([
    ['a code that the hub does not know', 'guess', {}],
    ['the state of another browser', 'code-of-grace', { state: 'another' }],
    ['no cookie of theirs', 'code-of-grace', { cookie: '' }],
    ['an empty state and no cookie', 'code-of-grace', { state: '', cookie: '' }],
  ])('is not signed in with %s', async (_what, code, words) => {
    hub.authorise('grace', { groups: ['instructors'] });
    const back = await signIn(code, words);

    expect(back.statusCode).toBe(403);
    expect(cookiesOf(back)).toBe('');
  });

  it('is not signed in by a code that was used before', async () => {
    const code = hub.authorise('grace', { groups: ['tas'] });
    await signIn(code);

    expect((await signIn(code)).statusCode).toBe(403);
  });

  it('is told that the hub does not answer', async () => {
    const code = hub.authorise('grace', { groups: ['tas'] });
    hub.instead = (_request, response) => response.writeHead(502).end();

    expect((await signIn(code)).statusCode).toBe(503);
  });

  it('can do what the hub’s groups say now, a minute later at most', async () => {
    const cookie = cookiesOf(await signIn(hub.authorise('grace', { groups: ['instructors'] })));
    hub.change('grace', { groups: ['tas'] });
    await clock.advance(61_000);
    await vi.waitFor(async () => expect(await whoIs(cookie)).toMatchObject({ role: 'assistant' }));
    hub.change('grace', { groups: [] });
    await clock.advance(61_000);
    await vi.waitFor(async () => expect(await whoIs(cookie)).toBe(401));
  });

  it('goes on while the hub is down, over a restart of this server, too', async () => {
    const cookie = cookiesOf(await signIn(hub.authorise('grace', { groups: ['tas'] })));
    hub.instead = (_request, response) => response.writeHead(502).end();
    await clock.advance(61_000);

    expect(await whoIs(cookie)).toMatchObject({ role: 'assistant' });
    await room.close();
    room = await open();
    expect(await whoIs(cookie)).toMatchObject({ role: 'assistant' });
  });

  it('is out after signing out, with a copied cookie, too, and after 12 hours', async () => {
    const cookie = cookiesOf(await signIn(hub.authorise('grace', { groups: ['tas'] })));
    await room.inject({ method: 'DELETE', url: `${BASE}api/v1/session`, headers: { cookie } });
    expect(await whoIs(cookie)).toBe(401);

    const later = cookiesOf(await signIn(hub.authorise('grace', { groups: ['tas'] })));
    await clock.advance(12 * 3_600_000 + 1000);
    expect(await whoIs(later)).toBe(401);
  });

  it('is unknown to a server that is no service of the hub any more', async () => {
    const cookie = cookiesOf(await signIn(hub.authorise('grace', { groups: ['tas'] })));
    const other = await Classroom.open({ clock, baseUrl: BASE });
    const reply = await other.inject({ method: 'GET', url: `${BASE}api/v1/session`, headers: { cookie } });
    await other.close();

    expect(reply.statusCode).toBe(401);
  });
});

it('a server without a hub has no way in by one', async () => {
  const alone = await Classroom.open();
  const replies = await Promise.all(['/hub-sign-in', '/oauth_callback'].map(url => alone.inject({ method: 'GET', url })));
  await alone.close();

  expect(replies.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
});
