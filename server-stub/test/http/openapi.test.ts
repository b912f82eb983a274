import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_PREFIX, isObject, LIMITS } from '../../../src/protocol';
import { OPERATIONS, operationName } from '../../src/http/openapi/describe-api';
import type { EachOf, Fields, ListOf } from '../../src/http/known-words';
import { Classroom, INSTRUCTOR_TOKEN } from '../support/classroom';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: unknown;
}

interface DescribedOperation {
  readonly security: readonly object[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly description?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
  readonly 'x-right'?: string;
}

interface Description {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly securitySchemes: Readonly<Record<string, { readonly name?: string }>>;
  };
}

interface Registered {
  readonly name: string;
  readonly url: string;
  readonly config: RouteOptions['config'];
}

const routes: Registered[] = [];
let room: Classroom;
let api: Description;

const noteRoutes = (message: unknown): void => {
  const { fastify } = message as { fastify: FastifyInstance };
  fastify.addHook('onRoute', ({ method, url, config }: RouteOptions) => {
    const methods = [method].flat().filter(name => url.startsWith(API_PREFIX) && name !== 'OPTIONS');
    routes.push(...methods.map(name => ({ name: operationName({ method: name, url }), url, config })));
  });
};

beforeAll(async () => {
  subscribe('fastify.initialization', noteRoutes);
  room = await Classroom.open({ watch: { levels: {}, sinks: [] } });
  unsubscribe('fastify.initialization', noteRoutes);
  api = (await room.inject({ method: 'GET', url: '/api/v1/openapi.json' })).json();
});
afterAll(() => room.close());

function described(name: string): DescribedOperation {
  const [method = '', path = ''] = name.split(' ');
  const operation = api.paths[path]?.[method.toLowerCase()];
  if (operation === undefined) {
    throw new Error(`${name} is not described`);
  }
  return operation;
}

const namesIn = (): string[] =>
  Object.entries(api.paths).flatMap(([path, methods]) => Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`));

/** The names of all fields, at any depth, as `a.b` and `a[].c`. */
function* fieldsOf(fields: Fields, at = ''): Generator<string> {
  for (const [name, known] of Object.entries(fields)) {
    yield at + name;
    if (known !== true) {
      yield* fieldsOfPart(known, at + name);
    }
  }
}

function* fieldsOfPart(known: Fields | ListOf | EachOf, at: string): Generator<string> {
  if ('$list' in known) {
    yield* fieldsOf(known.$list as Fields, `${at}[].`);
  } else if (!('$each' in known)) {
    yield* fieldsOf(known, `${at}.`);
  }
}

/** What a body can have by the type that the protocol gives it. */
function* fieldsOfType(schema: Schema, at = ''): Generator<string> {
  const { properties = {}, items, allOf = [] } = resolve(schema);
  for (const [name, field] of Object.entries(properties)) {
    yield at + name;
    yield* fieldsOfType(field, `${at}${name}.`);
  }
  for (const part of allOf) {
    yield* fieldsOfType(part, at);
  }
  if (items !== undefined) {
    yield* fieldsOfType(items, `${at.slice(0, -1)}[].`);
  }
}

/** The bodies of which a route says what it knows. */
function bodies(): readonly { readonly name: string; readonly schema: Schema | undefined; readonly fields: Fields }[] {
  return routes.flatMap(({ name, config }) => {
    const fields = config?.knows?.body;
    return isObject(fields) ? [{ name, schema: described(name).requestBody?.content['application/json']?.schema, fields }] : [];
  });
}

function resolve(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (api.components.schemas[name] ?? schema);
}

describe('the description of the API', () => {
  it('is OpenAPI 3.1, for anybody, with the protocol’s limits', () => {
    expect(api.openapi).toBe('3.1.0');
    expect(api.info).toMatchObject({ 'x-limits': { batchEvents: LIMITS.batchEvents } });
  });

  it('names a route the same below any path', () => {
    const url = `${API_PREFIX}/classes/:classId/state`;
    expect(operationName({ method: 'GET', url: `/services/class${url}` })).toBe(operationName({ method: 'GET', url }));
  });

  it('has every route, and no path that is none', () => {
    const registered = [...new Set(routes.map(({ name }) => name))].toSorted();

    expect(namesIn().toSorted()).toEqual(registered);
    expect(Object.keys(OPERATIONS).toSorted()).toEqual(registered);
  });

  it('knows the same words in queries and bodies as the routes do', () => {
    for (const { name, url, config } of routes) {
      const { parameters, requestBody } = described(name);
      const inQuery = parameters.filter(parameter => parameter.in === 'query');
      const inPath = parameters.filter(parameter => parameter.in === 'path');
      expect({ name, words: inQuery.map(parameter => parameter.name) }).toEqual({ name, words: [...(config?.knows?.query ?? [])] });
      expect({ name, undescribed: inQuery.filter(parameter => parameter.description === undefined) }).toEqual({ name, undescribed: [] });
      expect({ name, parts: inPath.map(parameter => `:${parameter.name}`) }).toEqual({
        name,
        parts: [...url.matchAll(/:\w+/gu)].map(String),
      });
      const known = config?.knows?.body;
      const media = Object.keys(requestBody?.content ?? {});
      expect({ name, media }).toEqual({ name, media: known === 'file' ? ['text/csv'] : media.length === 0 ? [] : ['application/json'] });
    }
    for (const { name, schema, fields } of bodies()) {
      expect({ name, fields: [...fieldsOfType(closedPartOf(schema))] }).toEqual({ name, fields: [...fieldsOf(fields)] });
    }
  });

  it('gives a body no type with other fields than its route knows', () => {
    for (const { name, fields } of bodies()) {
      const ofType = [...fieldsOfType(api.components.schemas[OPERATIONS[name]?.body ?? ''] ?? {})];
      const ofRoute = new Set(fieldsOf(fields));
      const maps = Object.entries(fields).flatMap(([field, part]) => (part !== true && '$each' in part ? [`${field}.`] : []));
      const unknown = ofType.filter(field => !ofRoute.has(field) && !maps.some(map => field.startsWith(map)));
      expect({ name, unknown }).toEqual({ name, unknown: [] });
    }
  });

  it('says whose token each route takes, and what the cookie is called', async () => {
    for (const { name, config } of routes) {
      const { security, 'x-right': right } = described(name);
      expect({ name, right }).toEqual({ name, right: config?.right });
      expect({ name, isForInstructors: security.some(each => 'instructor' in each) }).toEqual({
        name,
        isForInstructors: config?.right !== undefined,
      });
    }
    const { name: cookie = '' } = api.components.securitySchemes['session'] ?? {};
    const login = await room.inject({ method: 'POST', url: '/api/v1/session', payload: { token: INSTRUCTOR_TOKEN } });
    expect(login.cookies.map(each => each.name)).toEqual([cookie]);
    expect(described('POST /batches').security).toEqual([{ student: [] }]);
  });

  it('says in which media types the record comes', async () => {
    const answers = await Promise.all(
      ['format=ndjson', 'format=csv', 'format=xapi', 'format=students', 'format=progsnap2', 'format=csv&package=zip'].map(query =>
        room.asInstructor('GET', `/classes/default/events?${query}`),
      ),
    );

    const { content = {} } = described('GET /classes/{classId}/events').responses['200'] ?? {};
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
    const sent = answers.map(({ headers }) => String(headers['content-type']).split(';')[0] ?? '');
    expect(Object.keys(content).toSorted()).toEqual([...new Set(sent)].toSorted());
  });

  it('refers to no type that it does not have', () => {
    const references = [...JSON.stringify(api).matchAll(/"#\/components\/schemas\/(\w+)"/gu)].map(([, name]) => name ?? '');

    expect(references.length).toBeGreaterThan(100);
    expect(references.filter(name => api.components.schemas[name] === undefined)).toEqual([]);
  });
});

/** Of a body: the part that says what its route knows. */
function closedPartOf(schema: Schema | undefined): Schema {
  return [schema, ...(schema?.allOf ?? [])].find(part => part?.additionalProperties === false) ?? {};
}
