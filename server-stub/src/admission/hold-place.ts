import type { FastifyReply, FastifyRequest } from 'fastify';
import { LIMITS } from '../../../src/protocol';
import type { AdmissionGate } from './gate';

/** Takes a place for the request, and gives it back when its connection is done with it: answered, broken off or timed out. @throws HttpProblem `unavailable` */
export function holdPlace(gate: AdmissionGate, request: FastifyRequest, reply: FastifyReply): void {
  const leave = gate.enter(mostBytes(request.headers));
  reply.raw.once('close', leave);
}

/** A packed body counts as the largest it may become, and one of unknown length as the largest that is read. */
function mostBytes(headers: FastifyRequest['headers']): number {
  if (headers['content-encoding'] !== undefined) {
    return LIMITS.inflatedBatchBytes;
  }
  return headers['content-length'] === undefined ? LIMITS.batchBytes : Number(headers['content-length']);
}
