import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { RequestLimits } from '../admission/request-limits';
import type { FailedAttempts } from './failed-attempts';
import { OUTSIDER } from '../audit/audit-trail';
import type { AuditCoalescer } from '../audit/audit-coalescer';
import { type Clock, every } from '../../platform/clock';
import { HttpProblem } from '../../http/problem';
import { bearerToken, type IngestTokens } from './ingest-tokens';
import type { Instructor } from '../staff/instructor';
import type { InstructorAccess } from './instructor-access';
import { isAllowed, type Right } from './rights';
import type { OwnCookie } from './session-cookie';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a caller of this instructors' route must be allowed to do. */
    readonly right?: Right;
    /** Whether it answers with all of a class. */
    readonly isWholeClass?: boolean;
  }
  interface FastifyRequest {
    /** Who calls an instructors' route, once the guard let the request pass. */
    instructor: Instructor | undefined;
  }
}

/** What it takes to tell whose token one is. */
export interface InstructorAuthDeps {
  readonly access: InstructorAccess;
  readonly attempts: FailedAttempts;
  readonly cookie: OwnCookie;
  readonly auditCoalescer: AuditCoalescer;
  readonly limits: RequestLimits;
}

export interface GuardDeps extends InstructorAuthDeps {
  readonly tokens: IngestTokens;
  readonly clock: Clock;
}

/** `none` is a person who typed the address. */
const OWN_SITES: ReadonlySet<string> = new Set(['same-origin', 'none']);
/** A feed is open for hours. It ends at once with the right to it, and so soon when another server withdrew that. */
const RECHECK_MS = 500;

/** Lets instructors pass who have the route's right, and nobody else. Call it before the scope's routes are added: none can be without a right. */
export function guardInstructors(scope: FastifyInstance, deps: GuardDeps): void {
  scope.decorateRequest('instructor', undefined);
  scope.addHook('onRoute', requireDeclaredRight);
  scope.addHook('onRequest', async (request, reply) => {
    request.instructor = await admit(deps, request);
    await deps.limits.admit(request.instructor, request.routeOptions.config);
    if (request.routeOptions.config.isLongLived === true) {
      endWithTheRight(deps, request, reply);
    }
  });
}

function requireDeclaredRight({ method, url, config }: RouteOptions): void {
  if (config?.right === undefined) {
    throw new Error(`${String(method)} ${url} declares no right: name one of auth/rights.ts in its config.`);
  }
}

/** @throws HttpProblem `token_invalid`, `forbidden` or `too_many_attempts` @throws LogUnavailableError */
async function admit(deps: GuardDeps, request: FastifyRequest): Promise<Instructor> {
  const { right } = request.routeOptions.config;
  const who = await identify(deps, request);
  if (right === undefined || !isAllowed(who.role, right)) {
    throw new HttpProblem('forbidden', `Your role, ${who.role}, does not include this. Ask the owner of the class.`);
  }
  return who;
}

async function identify(deps: GuardDeps, request: FastifyRequest): Promise<Instructor> {
  const bearer = bearerToken(request.headers.authorization);
  if (bearer !== undefined) {
    return identifyBearer(deps, bearer, request.ip);
  }
  refuseForeignPage(request);
  const cookie = deps.cookie.read(request);
  const who = cookie === undefined ? undefined : await deps.access.bySession(cookie);
  if (who === undefined) {
    throw new HttpProblem('token_invalid', "Open the dashboard's link, or send the instructor token.");
  }
  return who;
}

async function identifyBearer(deps: GuardDeps, bearer: string, address: string): Promise<Instructor> {
  if ((await deps.tokens.verify(bearer)).kind !== 'invalid') {
    throw new HttpProblem('forbidden', 'A token to report with gives no right to read.');
  }
  return recogniseToken(deps, bearer, address);
}

/**
 * Whose token this is, slowing down an address that guesses. Behind it sit a whole class and its instructors: a token that is too long to
 * be guessed lets them in however many wrong ones came from there.
 * @throws HttpProblem `token_invalid` or `too_many_attempts` @throws LogUnavailableError
 */
export async function recogniseToken(
  { access, attempts, auditCoalescer }: InstructorAuthDeps,
  token: string,
  address: string,
): Promise<Instructor> {
  const who = await access.byToken(token);
  if (who?.isGuessable === false) {
    return who;
  }
  if (who === undefined) {
    await auditCoalescer.note({ actor: OUTSIDER, action: 'session.refused' });
  }
  attempts.admit(address);
  if (who === undefined) {
    attempts.count(address);
    throw new HttpProblem('token_invalid', 'This is not the instructor token.');
  }
  return who;
}

/** Looks from time to time whether an answer that does not end may still go on. A store that is down takes no right away. */
function endWithTheRight(deps: GuardDeps, request: FastifyRequest, reply: FastifyReply): void {
  const check = (): void => {
    admit(deps, request).catch((error: unknown) => {
      if (error instanceof HttpProblem) {
        reply.raw.destroy();
      }
    });
  };
  const stops = [every(deps.clock, RECHECK_MS, check), deps.access.onWithdrawal(check)];
  reply.raw.once('close', () => stops.forEach(stop => stop()));
}

/**
 * A cookie comes along by itself, even when another site's page asks. Browsers say who asks, in `Sec-Fetch-Site`
 * or, the older ones and those on plain http, in `Origin`.
 * @throws HttpProblem `forbidden`
 */
export function refuseForeignPage(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  const isForeign = site === undefined ? origin !== undefined && hostOf(origin) !== request.headers.host : !OWN_SITES.has(site);
  if (isForeign) {
    throw new HttpProblem('forbidden', "The instructors' part is for its own pages alone.");
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
