import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/protocol';
import type { EachOf, Fields, ListOf } from '../../src/http/known-words';
import { Classroom, INSTRUCTOR_TOKEN } from '../support/classroom';

const UNKNOWN = 'unheardOf';

interface Route {
  readonly method: string;
  readonly url: string;
  readonly fields: Fields | 'file';
}

const routes: Route[] = [];
let room: Classroom;

const noteRoutes = (message: unknown): void => {
  const { fastify } = message as { fastify: FastifyInstance };
  fastify.addHook('onRoute', ({ method, url, config }: RouteOptions) => {
    if (config?.right !== undefined || (url.endsWith('/session') && method !== 'OPTIONS')) {
      routes.push({ method: String(method), url, fields: config?.knows?.body ?? {} });
    }
  });
};

beforeAll(async () => {
  subscribe('fastify.initialization', noteRoutes);
  room = await Classroom.open({ watch: { levels: {}, sinks: [] } });
  unsubscribe('fastify.initialization', noteRoutes);
});
afterAll(() => room.close());

/** Every object that a body of these fields can have, each with one word more than it knows. */
function* bodiesWithUnknown(fields: Fields): Generator<{ readonly body: object; readonly path: string }> {
  yield { body: { [UNKNOWN]: 1 }, path: UNKNOWN };
  for (const [name, known] of Object.entries(fields)) {
    if (known !== true) {
      for (const { body, path } of partsWithUnknown(known)) {
        yield { body: { [name]: body }, path: `${name}${path}` };
      }
    }
  }
}

function* partsWithUnknown(known: Fields | ListOf | EachOf): Generator<{ readonly body: object; readonly path: string }> {
  if ('$list' in known) {
    for (const { body, path } of bodiesWithUnknown(known.$list as Fields)) {
      yield { body: [body], path: `[0].${path}` };
    }
  } else if ('$each' in known) {
    for (const { body, path } of bodiesWithUnknown(known.$each as Fields)) {
      yield { body: { one: body }, path: `.one.${path}` };
    }
  } else {
    for (const { body, path } of bodiesWithUnknown(known)) {
      yield { body, path: `.${path}` };
    }
  }
}

async function ask({ method, url }: Route, { query = '', body }: { query?: string; body?: object }): Promise<Problem & { status: number }> {
  const reply = await room.app.inject({
    method: method as 'GET',
    url: url.replaceAll(/:\w+/gu, 'default') + query,
    headers: { authorization: `Bearer ${INSTRUCTOR_TOKEN}` },
    ...(body !== undefined && { payload: body }),
  });
  return reply.json();
}

describe("a word that the instructors' part does not know", () => {
  it('is refused by every route, in the query', async () => {
    expect(routes.length).toBeGreaterThan(25);
    for (const route of routes) {
      const { status, errors } = await ask(route, { query: `?${UNKNOWN}=1` });
      expect({ route, status, path: errors?.[0]?.path }).toEqual({ route, status: 422, path: UNKNOWN });
    }
  });

  it('is refused by every route that changes something, wherever it stands in the body', async () => {
    for (const route of routes.filter(({ method }) => method !== 'GET')) {
      for (const { body, path } of route.fields === 'file' ? [] : bodiesWithUnknown(route.fields)) {
        const { status, errors } = await ask(route, { body });
        expect({ route, status, paths: errors?.map(flaw => flaw.path) }).toEqual({ route, status: 422, paths: [path] });
      }
    }
  });

  it('does nothing beside what is known: no instructor is added, no name leaves', async () => {
    const added = await room.asInstructor('POST', '/instructors', { name: 'Grace', role: 'assistant', teams: ['Red'] });
    expect([added.statusCode, added.json<Problem>().errors]).toEqual([422, [{ path: 'teams', message: 'is not known here' }]]);
    expect((await room.asInstructor('GET', '/instructors')).json()).toEqual([]);

    const exported = await room.asInstructor('GET', '/classes/default/events?format=csv&pseudonym=1');
    expect([exported.statusCode, exported.json<Problem>().errors]).toEqual([422, [{ path: 'pseudonym', message: 'is not known here' }]]);
  });

  it.each(['/opening?class=a&class=b', '/classes/default/messages?errorGroup=a&errorGroup=b'])(
    'is what is said twice, too: nobody can tell which was meant (%s)',
    async path => {
      const { status, errors } = (await room.asInstructor('GET', path)).json<Problem>();
      const [name] = new URL(path, 'http://class').searchParams.keys();
      expect([status, errors]).toEqual([422, [{ path: name, message: 'is given more than once' }]]);
    },
  );

  it('is told twenty times at most, and never at length', async () => {
    const body = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`${'x'.repeat(150)}${String(index)}`, 1]));
    const { errors } = (await room.asInstructor('PATCH', '/classes/default', body)).json<Problem>();

    expect(errors).toHaveLength(20);
    expect(errors?.every(({ path }) => path.length === 100)).toBe(true);
  });
});

it('is passed over where students join and report: their machines may be newer', async () => {
  const { joinCode } = room.class;
  const device = { deviceId: 'D'.repeat(22), [UNKNOWN]: 1 };
  const joined = await room.inject({
    method: 'POST',
    url: `/api/v1/enrolments?${UNKNOWN}=1`,
    payload: { joinCode, studentId: 'ada', ...device },
  });
  expect(joined.statusCode).toBe(201);
  const { token } = joined.json<{ token: string }>();
  expect((await room.send(token, { ...room.batchOf([room.run(1)]), [UNKNOWN]: 1 })).statusCode).toBe(202);
});
