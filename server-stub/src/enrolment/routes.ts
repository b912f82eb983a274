import type { FastifyInstance } from 'fastify';
import type { AdmissionGate } from '../admission/gate';
import { holdPlace } from '../admission/hold-place';
import { enrol, type EnrolmentDeps } from './enrol';

/** `POST /enrolments` */
export function enrolmentRoutes(app: FastifyInstance, deps: EnrolmentDeps, gate: AdmissionGate): void {
  app.route({
    method: 'POST',
    url: '/enrolments',
    onRequest: async (request, reply) => holdPlace(gate, request, reply),
    handler: async (request, reply) => reply.code(201).send(await enrol(deps, request.body, request.ip)),
  });
}
