import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AdmissionGate } from '../../access/admission/gate';
import { holdPlace } from '../../access/admission/hold-place';
import { enrol, type EnrolmentDeps } from './enrol';
import { previewClass } from './preview-class';

export const ENROLMENT_PATHS = ['/enrolments', '/enrolments/preview'] as const;

/** `POST /enrolments` and `POST /enrolments/preview` */
export function enrolmentRoutes(app: FastifyInstance, deps: EnrolmentDeps, gate: AdmissionGate): void {
  const [enrolments, preview] = ENROLMENT_PATHS;
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => holdPlace(gate, request, reply);
  app.post(enrolments, { onRequest }, async (request, reply) => reply.code(201).send(await enrol(deps, request.body, request.ip)));
  app.post(preview, { onRequest }, async request => previewClass(deps, request.body, request.ip));
}
