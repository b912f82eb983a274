import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isObject, LIMITS } from '../../../src/protocol';
import type { AdmissionGate } from '../access/admission/gate';
import { holdPlace } from '../access/admission/hold-place';
import { budgetKey, type StudentBudget } from '../access/admission/student-budget';
import type { Turns } from '../access/admission/turns';
import type { StudentLimits } from './student-limits';
import { bearerToken, type IngestClaims } from '../access/auth/ingest-tokens';
import { verifyToken } from './authenticate';
import { type IngestDeps, takeBatch } from './take-batch';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request it is, once the token of its header was verified. */
    ingestClaims: IngestClaims | undefined;
    /** Of the body, once it is unpacked. */
    unpackedBytes: number;
  }
}

/** As a page reports what happens in it. What waited in an outbox comes in larger batches. */
const LIVE_BYTES = 16 * 1024;
const CALL_FOR_HELP = '"help.requested"';

export interface IngestRouteDeps extends IngestDeps {
  readonly gate: AdmissionGate;
  readonly limits: StudentLimits;
}

/** Charges a body that is whole to its student, and holds it until it is its turn. */
export function takeTurns(turns: Turns, budget: StudentBudget): (request: FastifyRequest, body: Buffer) => Promise<void> {
  return async (request, body) => {
    request.unpackedBytes = body.length;
    const owner = request.ingestClaims && budgetKey(request.ingestClaims);
    if (owner !== undefined) {
      budget.charge(owner, 'bytes', body.length);
    }
    const isLive = body.length <= LIVE_BYTES || body.includes(CALL_FOR_HELP);
    await turns.take({ owner: owner ?? '', bytes: body.length, isLive });
  };
}

/** `POST /batches` */
export function ingestRoutes(app: FastifyInstance, deps: IngestRouteDeps): void {
  app.decorateRequest('ingestClaims', undefined);
  app.decorateRequest('unpackedBytes', 0);

  app.route({
    method: 'POST',
    url: '/batches',
    bodyLimit: LIMITS.batchBytes,
    // Before the body is read: a stranger's body is not worth parsing, nor one for which there is no room.
    onRequest: async (request, reply) => {
      if (request.headers.authorization !== undefined || !isPlainText(request)) {
        request.ingestClaims = await admitToken(deps, bearerToken(request.headers.authorization));
      }
      holdPlace(deps.gate, request, reply, request.ingestClaims && budgetKey(request.ingestClaims));
    },
    handler: async (request, reply) => {
      const claims = request.ingestClaims ?? (await admitTokenOfBody(deps, request));
      return reply.code(202).send(await takeBatch(deps, claims, request.body));
    },
  });
}

/** A page that is being closed sends the token in the body: a header would need a preflight, for which there is no time. */
function isPlainText(request: FastifyRequest): boolean {
  return request.headers['content-type']?.trim().toLowerCase().startsWith('text/plain') ?? false;
}

async function admitTokenOfBody(deps: IngestRouteDeps, { body, unpackedBytes }: FastifyRequest): Promise<IngestClaims> {
  const claims = await admitToken(deps, tokenOfBody(body));
  deps.budget.charge(budgetKey(claims), 'bytes', unpackedBytes);
  return claims;
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
