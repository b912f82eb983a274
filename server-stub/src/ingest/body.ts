import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LIMITS } from '../../../src/protocol';
import { beginWork, countBodies } from '../access/admission/hold-place';
import { HttpProblem } from '../http/problem';
import { isNestedBeyond } from './json-depth';

/** A kilobyte that unpacks to a million brackets would cost the parser tens of milliseconds and megabytes. No sound batch comes near this. */
const DEEPEST_PACKED = 1000;

const gunzipAsync = promisify(gunzip);

export interface BodyRules {
  /** The content types to read as JSON. */
  readonly types: readonly string[];
  /** What to call a body that is none. */
  readonly malformed: 'invalid_batch' | 'invalid_request';
  /** Told of a body that is whole and unpacked, before any work on it. Whoever has to wait is held by it. */
  readonly onWhole?: (request: FastifyRequest, body: Buffer) => Promise<void>;
}

/**
 * Reads JSON bodies in this scope, also gzipped ones.
 * The framework's own parser refuses a `__proto__` key, and a notebook's metadata may hold one; here it stays an
 * ordinary key of an ordinary object, which nothing ever merges.
 */
export function readJsonBodies(app: FastifyInstance, { types, malformed, onWhole }: BodyRules): void {
  countBodies(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser([...types], { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    beginWork(request);
    const bytes = await decode(request.headers['content-encoding'], body, malformed);
    await onWhole?.(request, bytes);
    // A packed body is small, and what it unpacks to must not be a long work.
    if (bytes !== body && isNestedBeyond(bytes, DEEPEST_PACKED)) {
      throw malformedBody(malformed, 'is nested too deeply');
    }
    return parseJson(bytes, malformed);
  });
}

async function decode(encoding: string | undefined, body: Buffer, malformed: BodyRules['malformed']): Promise<Buffer> {
  switch (encoding?.trim().toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return body;
    case 'gzip':
    case 'x-gzip':
      return gunzipToLimit(body, malformed);
    default:
      throw new HttpProblem('unsupported_media_type', 'Send the body as it is, or with Content-Encoding: gzip.');
  }
}

/** So that a small body does not become a large memory. */
async function gunzipToLimit(body: Buffer, malformed: BodyRules['malformed']): Promise<Buffer> {
  try {
    return await gunzipAsync(body, { maxOutputLength: LIMITS.inflatedBatchBytes });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? new HttpProblem('batch_too_large', 'The body is too large once it is unpacked.')
      : malformedBody(malformed, 'is not sound gzip');
  }
}

function parseJson(bytes: Buffer, malformed: BodyRules['malformed']): unknown {
  if (bytes.length === 0) {
    return undefined;
  }
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw malformedBody(malformed, 'is not JSON');
  }
}

function malformedBody(code: BodyRules['malformed'], message: string): HttpProblem {
  return new HttpProblem(code, `The body ${message}.`, { errors: [{ path: '', message }] });
}
