import { API_PREFIX, type JsonObject, LIMITS, PROBLEMS, PROTOCOL_VERSION } from '../../../../src/protocol';
import type { EachOf, Fields, ListOf } from '../known-words';
import operations from './operations.json' with { type: 'json' };
import schemas from './protocol-schemas.json' with { type: 'json' };

/** A route as it is registered. */
export interface RegisteredRoute {
  readonly method: string;
  /** With the prefix of the protocol, its parameters as `:name`. */
  readonly url: string;
  /** What an instructor needs to be allowed; undefined for a route that is not for instructors. */
  readonly right: string | undefined;
  readonly query: readonly string[];
  readonly body: Fields | 'file' | undefined;
}

/** What words alone can say of an operation, beside what its route does. A schema is named, or a list of it (`Name[]`), or a media type. */
export interface Operation {
  readonly tag: string;
  readonly summary: string;
  /** Whose token it takes; by its right where that is absent. */
  readonly as?: 'student';
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** By status; several media types where the request chooses among them. */
  readonly answers: Readonly<Record<string, string | readonly string[] | null>>;
}

/** By method and path, without the prefix. */
export const OPERATIONS: Readonly<Record<string, Operation>> = operations as Readonly<Record<string, Operation>>;

/** Such as `GET /classes/{classId}/state`, whatever path the API is served below. */
export function operationName({ method, url }: Pick<RegisteredRoute, 'method' | 'url'>): string {
  const path = url.slice(url.lastIndexOf(API_PREFIX) + API_PREFIX.length);
  return `${method} ${path.replaceAll(/:(\w+)/gu, '{$1}')}`;
}

/** The API as OpenAPI 3.1 has it: of the routes as they are registered, the protocol's types, limits and refusals. */
export function describeApi(routes: readonly RegisteredRoute[], version: string): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const route of routes) {
    const [method = '', path = ''] = operationName(route).split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Class server of jupyterlab-cell-monitor',
      version,
      description: `The wire protocol, version ${String(PROTOCOL_VERSION)}; docs/protocol.md says how its parts go together. Times are RFC 3339 in UTC, durations in milliseconds.`,
      license: { name: 'BSD-3-Clause', identifier: 'BSD-3-Clause' },
      'x-limits': LIMITS,
      'x-problems': PROBLEMS,
    },
    // Beside this document, under whatever prefix it is served.
    servers: [{ url: '.' }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        student: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'from POST /enrolments; it can report, and erase its own data',
        },
        instructor: { type: 'http', scheme: 'bearer', description: 'an instructor’s token; what it may do is its role’s' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'cell_monitor_session',
          description: 'set by POST /session; its name may begin with __Host- or __Secure-',
        },
      },
    },
  };
}

function describeOperation(route: RegisteredRoute): JsonObject {
  const { tag, summary, as, query = {}, body, answers } = OPERATIONS[operationName(route)] ?? { tag: 'other', summary: '', answers: {} };
  const content = bodyOf(route, body);
  return {
    tags: [tag],
    summary,
    ...(route.right !== undefined && { 'x-right': route.right }),
    security: route.right !== undefined ? [{ instructor: [] }, { session: [] }] : as === undefined ? [] : [{ [as]: [] }],
    parameters: [...pathParameters(route.url), ...route.query.map(name => queryParameter(name, query[name]))],
    ...(content !== undefined && { requestBody: { required: true, content } }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, describeAnswer(status, answer)])),
      default: REFUSAL,
    },
  };
}

/** What is wrong is told in one form, everywhere. */
const REFUSAL = {
  description: 'A refusal (RFC 9457): `code` is the stable word, listed in `x-problems`',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function pathParameters(url: string): readonly JsonObject[] {
  return [...url.matchAll(/:(\w+)/gu)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

function queryParameter(name: string, description: string | undefined): JsonObject {
  return { name, in: 'query', schema: { type: 'string' }, ...(description !== undefined && { description }) };
}

/** Of an instructors' route: what it knows, and nothing else. Students' machines may be newer than the server, which passes over what it does not know. */
function bodyOf({ body }: RegisteredRoute, named: string | undefined): JsonObject | undefined {
  if (named?.includes('/') === true) {
    return { [named]: { schema: { type: 'string' } } };
  }
  const parts = [...(named === undefined ? [] : [schemaOf(named)]), ...(body === undefined || body === 'file' ? [] : [closedObject(body)])];
  if (parts.length === 0) {
    return undefined;
  }
  return { 'application/json': { schema: parts.length === 1 ? parts[0] : { allOf: parts } } };
}

function closedObject(fields: Fields): JsonObject {
  const properties = Object.entries(fields).map(([name, known]) => [name, known === true ? {} : closedPart(known)] as const);
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
}

function closedPart(known: Fields | ListOf | EachOf): JsonObject {
  if ('$list' in known) {
    return { type: 'array', items: closedObject(known.$list as Fields) };
  }
  return '$each' in known ? { type: 'object', additionalProperties: closedObjectOrWord(known.$each as Fields) } : closedObject(known);
}

/** Values under any names may be words instead, such as `off`. */
function closedObjectOrWord(fields: Fields): JsonObject {
  return { anyOf: [{ type: ['string', 'number', 'boolean', 'null'] }, closedObject(fields)] };
}

function describeAnswer(status: string, answer: string | readonly string[] | null): JsonObject {
  if (answer === null) {
    return { description: status === '304' ? 'As it was' : 'Done' };
  }
  return { description: 'As asked for', content: Object.fromEntries([answer].flat().map(contentOf)) };
}

function contentOf(answer: string): readonly [media: string, content: JsonObject] {
  if (!answer.includes('/')) {
    return ['application/json', { schema: schemaOf(answer) }];
  }
  // A schema is of what JSON says, not of its text: a file of JSON is no string.
  return [answer, { schema: answer === 'application/json' ? {} : { type: 'string' } }];
}

function schemaOf(name: string): JsonObject {
  if (name.endsWith('[]')) {
    return { type: 'array', items: schemaOf(name.slice(0, -2)) };
  }
  return name === 'object' ? { type: 'object' } : { $ref: `#/components/schemas/${name}` };
}
