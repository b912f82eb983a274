import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LIMITS } from '../../../../src/protocol';
import type { AdmissionGate } from './gate';
import type { Place } from './place';

declare module 'fastify' {
  interface FastifyRequest {
    /** What it takes of the server's room; undefined where nothing is counted. */
    place: { readonly gate: AdmissionGate; readonly held: Place; readonly mostBytes: number } | undefined;
  }
}

export interface Holding {
  /** Whose request it is; undefined for one that takes no share of anybody's. */
  readonly owner?: string | undefined;
  /** What a packed body may become; undefined: as for a batch. */
  readonly mostBytes?: number;
}

/**
 * Lets the request in, and gives its place back when its connection is done with it: answered, broken off or timed out.
 * @throws HttpProblem `unavailable` or `slow_down`
 */
export function holdPlace(
  gate: AdmissionGate,
  request: FastifyRequest,
  reply: FastifyReply,
  { owner, mostBytes = LIMITS.inflatedBatchBytes }: Holding = {},
): void {
  const held = gate.enter(maxBytes(request.headers, mostBytes), owner);
  request.place = { gate, held, mostBytes };
  reply.raw.once('close', () => held.leave());
}

/** Counts the bodies of this scope as they come, for the requests that hold a place. */
export function countBodies(app: FastifyInstance): void {
  app.decorateRequest('place', undefined);
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const { place } = request;
    if (place !== undefined) {
      payload.on('data', (chunk: Buffer) => place.held.fill(chunk.length));
    }
    done();
  });
}

/** A body is whole. @throws HttpProblem `unavailable` or `slow_down` when there is no room left for the work on it */
export function beginWork({ place, headers }: FastifyRequest): void {
  if (place !== undefined) {
    place.gate.beginWork(place.held, isPacked(headers) ? place.mostBytes : 0);
  }
}

const isPacked = (headers: FastifyRequest['headers']): boolean => headers['content-encoding'] !== undefined;

/** A packed body counts as the largest it may become, and one of unknown length as the largest that is read. */
function maxBytes(headers: FastifyRequest['headers'], mostBytes: number): number {
  if (isPacked(headers)) {
    return mostBytes;
  }
  return headers['content-length'] === undefined ? LIMITS.batchBytes : Number(headers['content-length']);
}
