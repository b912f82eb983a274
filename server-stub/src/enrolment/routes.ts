import type { FastifyInstance } from 'fastify';
import { enrol, type EnrolmentDeps } from './enrol';

/** `POST /enrolments` */
export function enrolmentRoutes(app: FastifyInstance, deps: EnrolmentDeps): void {
  app.post('/enrolments', async (request, reply) => reply.code(201).send(await enrol(deps, request.body, request.ip)));
}
