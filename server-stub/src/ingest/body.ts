import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LIMITS } from '../../../src/protocol';
import { beginWork, countBodies } from '../access/admission/hold-place';
import { HttpProblem } from '../http/problem';
import { type Malformed, readJson, type WholeBody } from './reading/read-batch';

const gunzipAsync = promisify(gunzip);
const [LEAST_CHUNK, MOST_CHUNK] = [16 * 1024, 256 * 1024];

export interface BodyRules {
  /** The content types to read. */
  readonly types: readonly string[];
  /** What to call a body that is none. */
  readonly malformed: 'invalid_batch' | 'invalid_request';
  /** Of a body once it is unpacked; undefined: as for a batch. */
  readonly mostBytes?: number;
}

/**
 * Reads JSON bodies in this scope, also gzipped ones.
 * The framework's own parser refuses a `__proto__` key, and a notebook's metadata may hold one; here it stays an
 * ordinary key of an ordinary object, which nothing ever merges.
 */
export function readJsonBodies(app: FastifyInstance, rules: BodyRules): void {
  takeBodies(app, rules, (_request, body) => {
    const json = readJson(body);
    if (json.kind === 'malformed') {
      throw malformedBody(rules.malformed, json);
    }
    return json.value;
  });
}

/** Unpacks the bodies in this scope. @param take what becomes of one that is whole; whoever has to wait is held by it */
export function takeBodies(app: FastifyInstance, rules: BodyRules, take: (request: FastifyRequest, body: WholeBody) => unknown): void {
  countBodies(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...rules.types], { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    beginWork(request);
    const bytes = await decode(request.headers['content-encoding'], body, rules);
    return take(request, { bytes, wasPacked: bytes !== body });
  });
}

export function malformedBody(code: BodyRules['malformed'], { message }: Pick<Malformed, 'message'>): HttpProblem {
  return new HttpProblem(code, `The body ${message}.`, { errors: [{ path: '', message }] });
}

async function decode(encoding: string | undefined, body: Buffer, rules: BodyRules): Promise<Buffer> {
  switch (encoding?.trim().toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return body;
    case 'gzip':
    case 'x-gzip':
      return gunzipToLimit(body, rules);
    default:
      throw new HttpProblem('unsupported_media_type', 'Send the body as it is, or with Content-Encoding: gzip.');
  }
}

/** So that a small body does not become a large memory. */
async function gunzipToLimit(body: Buffer, { malformed, mostBytes = LIMITS.inflatedBatchBytes }: BodyRules): Promise<Buffer> {
  try {
    return await gunzipAsync(body, { maxOutputLength: mostBytes, chunkSize: chunkSizeFor(body.length) });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? new HttpProblem('batch_too_large', 'The body is too large once it is unpacked.')
      : malformedBody(malformed, { message: 'is not sound gzip' });
  }
}

/** Each piece that is unpacked is a turn of its own: of a large body few, and for a small one little memory. */
function chunkSizeFor(packedBytes: number): number {
  return Math.min(Math.max(4 * packedBytes, LEAST_CHUNK), MOST_CHUNK);
}
