import type { FastifyInstance } from 'fastify';
import { type Flaw, isObject } from '../../../src/protocol';
import { HttpProblem } from './problem';

/** The fields that an object of a body may have: `true` for a value that the route itself checks. */
export interface Fields {
  readonly [name: string]: true | Fields | ListOf | EachOf;
}

/** A list of objects, each with these fields. */
export interface ListOf {
  readonly $list: Fields;
}

/** An object under any names, which the route itself checks, with these fields in each of its values. */
export interface EachOf {
  readonly $each: Fields;
}

/** What a route understands. It takes nothing that it does not name here. */
interface KnownWords {
  readonly query?: readonly string[];
  /** `file`: its body is no object, and the route itself reads it. */
  readonly body?: Fields | 'file';
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The query parameters and the fields of the body that this route knows; absent for none. */
    readonly knows?: KnownWords;
  }
}

const UNKNOWN = 'is not known here';
const GIVEN_TWICE = 'is given more than once';
/** What a wrong request is told of, at most. */
const MAX_TOLD = 20;
const MAX_PATH_LENGTH = 100;

/**
 * Refuses words that the scope's routes do not know, in a query or a body: who asks for pseudonyms or restricts somebody to a team, and is
 * not understood, must not get names, or everything, instead.
 */
export function refuseUnknownWords(scope: FastifyInstance): void {
  scope.addHook('preValidation', async request => {
    const { query = [], body = {} } = request.routeOptions.config.knows ?? {};
    const asked = Object.entries(request.query as object);
    const flaws = [
      ...asked.filter(([name]) => !query.includes(name)).map(([name]) => toFlaw(name)),
      ...asked.filter(([, value]) => Array.isArray(value)).map(([name]) => toFlaw(name, GIVEN_TWICE)),
      ...(body !== 'file' && isObject(request.body) ? unknownIn(request.body, body) : []),
    ];
    if (flaws.length > 0) {
      throw new HttpProblem('invalid', 'Some words of the request are not known here. Nothing was done.', {
        errors: flaws.slice(0, MAX_TOLD),
      });
    }
  });
}

const toFlaw = (path: string, message = UNKNOWN): Flaw => ({ path: path.slice(0, MAX_PATH_LENGTH), message });

function* unknownIn(value: Readonly<Record<string, unknown>>, fields: Fields, at = ''): Generator<Flaw> {
  for (const [name, part] of Object.entries(value)) {
    const path = `${at}${name}`;
    const known = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (known === undefined) {
      yield toFlaw(path);
    } else if (known !== true) {
      yield* unknownInPart(part, known, path);
    }
  }
}

/** What is of another kind than was expected, the route refuses. */
function* unknownInPart(part: unknown, known: Fields | ListOf | EachOf, path: string): Generator<Flaw> {
  if (isListOf(known)) {
    for (const [index, item] of (Array.isArray(part) ? part : []).entries()) {
      yield* unknownInPart(item, known.$list, `${path}[${String(index)}]`);
    }
  } else if (isEachOf(known)) {
    for (const [name, item] of Object.entries(isObject(part) ? part : {})) {
      yield* unknownInPart(item, known.$each, `${path}.${name}`);
    }
  } else if (isObject(part)) {
    yield* unknownIn(part, known, `${path}.`);
  }
}

const isListOf = (known: Fields | ListOf | EachOf): known is ListOf => '$list' in known;
const isEachOf = (known: Fields | ListOf | EachOf): known is EachOf => '$each' in known;
