import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isObject, LIMITS } from '../../../src/protocol';
import type { AdmissionGate } from '../access/admission/gate';
import { holdPlace } from '../access/admission/hold-place';
import type { StudentLimits } from './student-limits';
import { bearerToken, type IngestClaims } from '../access/auth/ingest-tokens';
import { verifyToken } from './authenticate';
import { type IngestDeps, takeBatch } from './take-batch';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request it is, once the token of its header was verified. */
    ingestClaims: IngestClaims | undefined;
  }
}

export interface IngestRouteDeps extends IngestDeps {
  readonly gate: AdmissionGate;
  readonly limits: StudentLimits;
}

/** `POST /batches` */
export function ingestRoutes(app: FastifyInstance, deps: IngestRouteDeps): void {
  app.decorateRequest('ingestClaims', undefined);

  app.route({
    method: 'POST',
    url: '/batches',
    bodyLimit: LIMITS.batchBytes,
    // Before the body is read: a stranger's body is not worth parsing, nor one for which there is no room.
    onRequest: async (request, reply) => {
      if (request.headers.authorization !== undefined || !isPlainText(request)) {
        request.ingestClaims = await admitToken(deps, bearerToken(request.headers.authorization));
      }
      holdPlace(deps.gate, request, reply);
    },
    handler: async (request, reply) => {
      const claims = request.ingestClaims ?? (await admitToken(deps, tokenOfBody(request.body)));
      return reply.code(202).send(await takeBatch(deps, claims, request.body));
    },
  });
}

/** A page that is being closed sends the token in the body: a header would need a preflight, for which there is no time. */
function isPlainText(request: FastifyRequest): boolean {
  return request.headers['content-type']?.trim().toLowerCase().startsWith('text/plain') ?? false;
}

function tokenOfBody(body: unknown): string | undefined {
  const token = isObject(body) ? body['token'] : undefined;
  return typeof token === 'string' ? token : undefined;
}

async function admitToken({ tokens, limits }: IngestRouteDeps, token: string | undefined): Promise<IngestClaims> {
  const claims = await verifyToken(tokens, token);
  await limits.admit(claims);
  return claims;
}
