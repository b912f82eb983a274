import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AdmissionGate } from './gate';

/** Takes a place for the request, and gives it back when its connection is done with it: answered, broken off or timed out. @throws HttpProblem `unavailable` */
export function holdPlace(gate: AdmissionGate, request: FastifyRequest, reply: FastifyReply): void {
  const leave = gate.enter(request.headers['content-length']);
  reply.raw.once('close', leave);
}
