import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LIMITS } from '../../../src/protocol';
import { type AdmissionGate, UNKNOWN } from '../access/admission/gate';
import { holdPlace } from '../access/admission/hold-place';
import { budgetKey } from '../access/admission/student-budget';
import type { Turns } from '../access/admission/turns';
import type { StudentLimits } from './student-limits';
import { bearerToken, type IngestClaims } from '../access/auth/ingest-tokens';
import { verifyToken } from './authenticate';
import { malformedBody, takeBodies } from './body';
import type { WholeBody } from './reading/read-batch';
import { LARGE_BYTES } from './reading/reading-thread';
import { type HeldBody, type IngestDeps, NO_BODY, takeBatch } from './take-batch';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose request it is, once the token of its header was verified. */
    ingestClaims: IngestClaims | undefined;
  }
}

/** As a page reports what happens in it. What waited in an outbox comes in larger batches, and those are read elsewhere. */
const LIVE_BYTES = LARGE_BYTES;
const CALL_FOR_HELP = '"help.requested"';

export interface IngestRouteDeps extends IngestDeps {
  readonly gate: AdmissionGate;
  readonly limits: StudentLimits;
  readonly turns: Turns;
}

/** `POST /batches` */
export function ingestRoutes(app: FastifyInstance, deps: IngestRouteDeps): void {
  app.decorateRequest('ingestClaims', undefined);
  takeBodies(app, { types: ['application/json', 'text/plain'], malformed: 'invalid_batch' }, (request, body) =>
    holdBody(deps, request, body),
  );

  app.route({
    method: 'POST',
    url: '/batches',
    bodyLimit: LIMITS.batchBytes,
    // Before the body is read: a stranger's body is not worth parsing, nor one for which there is no room.
    onRequest: async (request, reply) => {
      if (request.headers.authorization !== undefined || !isPlainText(request)) {
        request.ingestClaims = await admitToken(deps, bearerToken(request.headers.authorization));
      }
      holdPlace(deps.gate, request, reply, { owner: request.ingestClaims === undefined ? UNKNOWN : budgetKey(request.ingestClaims) });
    },
    handler: async (request, reply) => {
      const body = (request.body as HeldBody | undefined) ?? NO_BODY;
      const claims = request.ingestClaims ?? (await admitTokenOfBody(deps, body));
      // Whose it is may be known only now.
      const claim = { ...body.claim, owner: budgetKey(claims) };
      return reply.code(202).send(await takeBatch(deps, claims, { ...body, claim }));
    },
  });
}

/** Charges a body that is whole to its student, and holds it until it is its turn. What is large waits where it is read. */
async function holdBody({ turns, budget }: IngestRouteDeps, request: FastifyRequest, body: WholeBody): Promise<HeldBody> {
  const { bytes } = body;
  const owner = request.ingestClaims && budgetKey(request.ingestClaims);
  if (owner !== undefined) {
    budget.charge(owner, 'bytes', bytes.length);
  }
  const isLive = bytes.length <= LIVE_BYTES || Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(CALL_FOR_HELP);
  const claim = { owner: owner ?? UNKNOWN, isLive };
  if (bytes.length <= LARGE_BYTES) {
    await turns.take({ ...claim, bytes: bytes.length });
  }
  return { ...body, claim };
}

/** A page that is being closed sends the token in the body: a header would need a preflight, for which there is no time. */
function isPlainText(request: FastifyRequest): boolean {
  return request.headers['content-type']?.trim().toLowerCase().startsWith('text/plain') ?? false;
}

async function admitTokenOfBody(deps: IngestRouteDeps, body: HeldBody): Promise<IngestClaims> {
  const read = await deps.reader.token(body, body.claim);
  if (read.kind === 'malformed') {
    throw malformedBody('invalid_batch', read);
  }
  const claims = await admitToken(deps, read.token);
  deps.budget.charge(budgetKey(claims), 'bytes', body.bytes.length);
  return claims;
}

async function admitToken({ tokens, limits }: IngestRouteDeps, token: string | undefined): Promise<IngestClaims> {
  const claims = await verifyToken(tokens, token);
  await limits.admit(claims);
  return claims;
}
