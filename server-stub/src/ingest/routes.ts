import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isObject, LIMITS } from '../../../src/protocol';
import { type BucketSize, TokenBuckets } from '../admission/token-bucket';
import { bearerToken, type IngestClaims } from '../auth/ingest-tokens';
import { HttpProblem } from '../problem';
import { verifyToken } from './authenticate';
import { type IngestDeps, takeBatch } from './take-batch';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request it is, once the token of its header was verified. */
    ingestClaims: IngestClaims | undefined;
  }
}

/** A tab reports a few times a minute. Five tabs that drain a day each are still far below this; a flood is far above. */
const STUDENT_RATE: BucketSize = { burst: 100, perSecond: 50 };

/** `POST /batches` */
export function ingestRoutes(app: FastifyInstance, deps: IngestDeps): void {
  const rate = new TokenBuckets(STUDENT_RATE, deps.clock);
  app.decorateRequest('ingestClaims', undefined);

  app.route({
    method: 'POST',
    url: '/batches',
    bodyLimit: LIMITS.batchBytes,
    // Before the body is read: a stranger's body is not worth parsing.
    onRequest: async request => {
      if (request.headers.authorization !== undefined || !isPlainText(request)) {
        request.ingestClaims = await verifyToken(deps.tokens, bearerToken(request.headers.authorization));
        admit(rate, request.ingestClaims);
      }
    },
    handler: async (request, reply) => {
      const claims = request.ingestClaims ?? (await claimsOfBody(deps, rate, request.body));
      return reply.code(202).send(await takeBatch(deps, claims, request.body));
    },
  });
}

/** A page that is being closed sends the token in the body: a header would need a preflight, for which there is no time. */
function isPlainText(request: FastifyRequest): boolean {
  return request.headers['content-type']?.trim().toLowerCase().startsWith('text/plain') ?? false;
}

async function claimsOfBody(deps: IngestDeps, rate: TokenBuckets, body: unknown): Promise<IngestClaims> {
  const token = isObject(body) ? body['token'] : undefined;
  const claims = await verifyToken(deps.tokens, typeof token === 'string' ? token : undefined);
  admit(rate, claims);
  return claims;
}

/** Counted for each student and not for each address: a class sits behind one. */
function admit(rate: TokenBuckets, { classId, studentId }: IngestClaims): void {
  const retryAfterMs = rate.take(`${classId}\n${studentId}`);
  if (retryAfterMs > 0) {
    throw new HttpProblem('slow_down', 'Too many requests of this student.', { retryAfterMs });
  }
}
