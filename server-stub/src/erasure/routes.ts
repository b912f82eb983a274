import type { FastifyInstance } from 'fastify';
import type { AdmissionGate } from '../admission/gate';
import { holdPlace } from '../admission/hold-place';
import type { StudentLimits } from '../admission/student-limits';
import { bearerToken, type IngestClaims, type IngestTokens } from '../auth/ingest-tokens';
import type { ClassDirectory } from '../classes/class-directory';
import { type ClassParams, requireClass } from '../classes/routes';
import { refuseRevoked, verifyToken } from '../ingest/authenticate';
import { HttpProblem } from '../problem';
import type { Eraser } from './eraser';

/** `DELETE /classes/{id}/students/{studentId}/data` */
export function erasureRoutes(app: FastifyInstance, eraser: Eraser, directory: ClassDirectory): void {
  app.delete<{ Params: ClassParams & { studentId: string } }>(
    '/classes/:classId/students/:studentId/data',
    { config: { right: 'student.erase', audit: 'student.erased' } },
    async (request, reply) => {
      const record = await requireClass(directory, request.params.classId);
      await eraser.erase(record, request.params.studentId);
      return reply.code(204).send();
    },
  );
}

export interface OwnDataDeps {
  readonly eraser: Eraser;
  readonly directory: ClassDirectory;
  readonly tokens: IngestTokens;
  readonly limits: StudentLimits;
  readonly gate: AdmissionGate;
}

/** `DELETE /enrolments/me/data`: the same, asked for by the student. */
export function ownDataRoutes(app: FastifyInstance, deps: OwnDataDeps): void {
  app.route({
    method: 'DELETE',
    url: '/enrolments/me/data',
    onRequest: async (request, reply) => holdPlace(deps.gate, request, reply),
    handler: async (request, reply) => {
      const { classId, studentId } = await admit(deps, bearerToken(request.headers.authorization));
      await deps.eraser.erase(await requireClass(deps.directory, classId), studentId);
      return reply.code(204).send();
    },
  });
}

async function admit({ tokens, limits, directory }: OwnDataDeps, token: string | undefined): Promise<IngestClaims> {
  const claims = await verifyToken(tokens, token);
  await limits.admit(claims);
  if (tokens.isExpired(claims)) {
    throw new HttpProblem('token_invalid', 'The token has ended. Join again.');
  }
  await refuseRevoked(directory, claims);
  return claims;
}
