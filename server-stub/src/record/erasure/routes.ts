import type { FastifyInstance } from 'fastify';
import type { AdmissionGate } from '../../access/admission/gate';
import { holdPlace } from '../../access/admission/hold-place';
import { RateLimit, type Refusal } from '../../access/admission/rate-limit';
import type { BucketSize } from '../../access/admission/token-bucket';
import type { Enrolment } from '../../class/registry/registry';
import type { Clock } from '../../platform/clock';
import type { Random } from '../../platform/random';
import type { StudentLimits } from '../../ingest/student-limits';
import { SOME_STUDENT } from '../../access/audit/audit-trail';
import type { AuditCoalescer } from '../../access/audit/audit-coalescer';
import { bearerToken, type IngestTokens } from '../../access/auth/ingest-tokens';
import type { ClassDirectory } from '../../class/classes/class-directory';
import { type ClassParams, requireClass } from '../../class/classes/routes';
import { refuseRevoked, verifyToken } from '../../ingest/authenticate';
import { HttpProblem } from '../../http/problem';
import { readQueryFlag } from '../../http/query-flag';
import type { Eraser } from './eraser';

interface StudentRequest {
  Params: ClassParams & { studentId: string };
  Querystring: { roster?: unknown };
}

/**
 * `DELETE /classes/{id}/students/{studentId}/data`. The student's line of the roster is the school's and stays, unless `?roster=1`
 * takes it away, too.
 */
export function erasureRoutes(app: FastifyInstance, eraser: Eraser, directory: ClassDirectory): void {
  app.delete<StudentRequest>(
    '/classes/:classId/students/:studentId/data',
    { config: { right: 'student.erase', audit: 'student.erased', knows: { query: ['roster'] } } },
    async (request, reply) => {
      const { classId, studentId } = request.params;
      const isRosterMeant = readQueryFlag('roster', request.query.roster);
      const record = await requireClass(directory, classId);
      const wasListed = isRosterMeant && (await eraser.eraseListing(classId, studentId));
      await eraser.erase(record, studentId).catch((error: unknown) => forgiveUnknown(error, wasListed));
      return reply.code(204).send();
    },
  );
}

/** Who was on the roster alone, and never joined, has no data. */
function forgiveUnknown(error: unknown, wasListed: boolean): void {
  if (!wasListed || !(error instanceof HttpProblem) || error.code !== 'not_found') {
    throw error;
  }
}

/** Whoever joined longer ago erases what they have at once. */
const NEWCOMER_MS = 10 * 60_000;
/** Of a class's newcomers so many, since names can be invented again and again: what is erased leaves a line behind, so that it stays erased. */
const NEWCOMERS: BucketSize = { burst: 100, perSecond: 0.5 };
const REFUSAL: Refusal = {
  code: 'slow_down',
  detail: 'Many who have just joined erase their data. Wait a little.',
  waitSpread: 0.5,
};

export interface OwnDataDeps {
  readonly eraser: Eraser;
  readonly auditCoalescer: AuditCoalescer;
  readonly directory: ClassDirectory;
  readonly tokens: IngestTokens;
  readonly limits: StudentLimits;
  readonly gate: AdmissionGate;
  /** Of a body once it is unpacked. */
  readonly mostBytes: number;
  readonly clock: Clock;
  readonly random: Random;
}

/** `DELETE /enrolments/me/data`: the same, asked for by the student. That it was done is on record, and not by whom. */
export function ownDataRoutes(app: FastifyInstance, deps: OwnDataDeps): void {
  const newcomers = new RateLimit(NEWCOMERS, REFUSAL, deps.clock, deps.random);
  app.route({
    method: 'DELETE',
    url: '/enrolments/me/data',
    onRequest: async (request, reply) => holdPlace(deps.gate, request, reply, { mostBytes: deps.mostBytes }),
    handler: async (request, reply) => {
      const enrolment = await admit(deps, bearerToken(request.headers.authorization));
      const { classId, studentId } = enrolment;
      admitNewcomer(deps, newcomers, enrolment);
      const record = await requireClass(deps.directory, classId);
      await deps.eraser.erase(record, studentId, () =>
        deps.auditCoalescer.note({ actor: SOME_STUDENT, action: 'student.erased', classId }),
      );
      return reply.code(204).send();
    },
  });
}

async function admit({ tokens, limits, directory }: OwnDataDeps, token: string | undefined): Promise<Enrolment> {
  const claims = await verifyToken(tokens, token);
  await limits.admit(claims);
  if (tokens.isExpired(claims)) {
    throw new HttpProblem('token_invalid', 'The token has ended. Join again.');
  }
  return refuseRevoked(directory, claims);
}

/** @throws HttpProblem `slow_down` */
function admitNewcomer({ clock }: OwnDataDeps, newcomers: RateLimit, { classId, enrolledAtMs }: Enrolment): void {
  if (Math.abs(clock.wallMs() - enrolledAtMs) < NEWCOMER_MS) {
    newcomers.admit(classId);
  }
}
