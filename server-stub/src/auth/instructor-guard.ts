import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '../problem';
import { bearerToken, type IngestTokens } from './ingest-tokens';
import type { InstructorAccess } from './instructor-access';

/** `none` is a person who typed the address. */
const OWN_SITES: ReadonlySet<string> = new Set(['same-origin', 'none']);

export const SESSION_COOKIE = 'cell_monitor_session';

/** Lets instructors pass and nobody else: a hook for every route of theirs. */
export function guardInstructors(access: InstructorAccess, tokens: IngestTokens): (request: FastifyRequest) => Promise<void> {
  return async request => {
    const bearer = bearerToken(request.headers.authorization);
    if (bearer !== undefined) {
      return admitBearer(bearer, access, tokens);
    }
    refuseForeignPage(request);
    const session = request.cookies[SESSION_COOKIE];
    if (session === undefined || !(await access.isSession(session))) {
      throw new HttpProblem('token_invalid', "Open the dashboard's link, or send the instructor token.");
    }
  };
}

async function admitBearer(bearer: string, access: InstructorAccess, tokens: IngestTokens): Promise<void> {
  if (access.isInstructorToken(bearer)) {
    return;
  }
  const { kind } = await tokens.verify(bearer);
  throw kind === 'invalid'
    ? new HttpProblem('token_invalid', 'This is not the instructor token.')
    : new HttpProblem('forbidden', 'A token to report with gives no right to read.');
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
