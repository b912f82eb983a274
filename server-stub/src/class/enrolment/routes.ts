import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AdmissionGate } from '../../access/admission/gate';
import { holdPlace } from '../../access/admission/hold-place';
import type { GuessBrake } from '../../access/auth/guess-brake';
import { HttpProblem } from '../../http/problem';
import { enrol, type EnrolmentDeps } from './enrol';
import { previewClass } from './preview-class';

export const ENROLMENT_PATHS = ['/enrolments', '/enrolments/preview'] as const;

interface EnrolmentRouteDeps extends EnrolmentDeps {
  readonly gate: AdmissionGate;
  /** Of a body once it is unpacked. */
  readonly mostBytes: number;
  readonly brake: GuessBrake;
}

/** `POST /enrolments` and `POST /enrolments/preview` */
export function enrolmentRoutes(app: FastifyInstance, deps: EnrolmentRouteDeps): void {
  const [enrolments, preview] = ENROLMENT_PATHS;
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<void> =>
    holdPlace(deps.gate, request, reply, { mostBytes: deps.mostBytes });
  app.post(enrolments, { onRequest }, async (request, reply) => {
    const made = await slowGuesses(deps.brake, request, enrol(deps, request.body));
    return reply.code(201).send(made);
  });
  app.post(preview, { onRequest }, async request => slowGuesses(deps.brake, request, previewClass(deps, request.body)));
}

/** What a guesser learns from. */
const WRONG: ReadonlySet<string> = new Set(['join_code_invalid', 'hub_identity_invalid']);

/** Who waits for a wrong answer takes nobody's room: the work is done. */
async function slowGuesses<T>(brake: GuessBrake, request: FastifyRequest, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof HttpProblem && WRONG.has(error.code)) {
      request.place?.held.leave();
      await brake.slow(request.ip);
    }
    throw error;
  }
}
