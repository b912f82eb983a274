import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Entrance, OwnCookie } from '../auth/session-cookie';
import type { InstructorAuthDeps } from '../auth/instructor-guard';
import { noteSession } from '../auth/session-routes';
import { HttpProblem } from '../../http/problem';
import { type Random, randomId } from '../../platform/random';
import { hubInstructor } from '../staff/instructor';
import type { HubStaff } from './hub-staff';
import { explainSignIn } from './sign-in-page';

export interface SignInDeps extends Pick<InstructorAuthDeps, 'access' | 'cookie' | 'auditCoalescer'> {
  readonly hubStaff: HubStaff;
  readonly entrance: Entrance;
  readonly random: Random;
}

/** Where the dashboard sends those who sign in with the hub. */
export const HUB_SIGN_IN = 'hub-sign-in';
/** Where a hub sends browsers back, unless its administrator says otherwise. */
const CALLBACK = 'oauth_callback';

const STATE_BITS = 128;
const MINUTE_MS = 60_000;
/** `lax`: the browser comes back from the hub, or from where the hub itself asks who somebody is. */
const STATE = { name: 'cell_monitor_sign_in', lifeMs: 10 * MINUTE_MS, sameSite: 'lax' } as const;

/** Instructors sign in with the JupyterHub, by OAuth: `GET /hub-sign-in` sends to the hub, which sends back to `GET /oauth_callback`. */
export function hubSignInRoutes(site: FastifyInstance, deps: SignInDeps): void {
  const state = new OwnCookie(STATE, deps.entrance);
  site.addHook('onRequest', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
  });

  site.get(`/${HUB_SIGN_IN}`, async (request, reply) => {
    const drawn = randomId(deps.random, STATE_BITS);
    state.set(request, reply, drawn);
    return reply.redirect(deps.hubStaff.signInAddress(drawn), 302);
  });

  site.get<{ Querystring: Readonly<Record<string, unknown>> }>(`/${CALLBACK}`, async (request, reply) => {
    const { code, state: told } = request.query;
    const drawn = state.read(request);
    state.clear(request, reply);
    // Only who set out from here is signed in: another site's link must not sign a browser in as somebody whom that site chose.
    if (drawn === undefined || told !== drawn || typeof code !== 'string') {
      return explainSignIn(reply, 'refused');
    }
    return finish(deps, code, request, reply);
  });
}

async function finish(deps: SignInDeps, code: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  try {
    const result = await deps.hubStaff.signIn(code);
    if (result.kind !== 'signed_in') {
      return explainSignIn(reply, result.kind);
    }
    const who = hubInstructor(result.name, result.role);
    deps.cookie.set(request, reply, await deps.access.openSession(who));
    await noteSession(deps, who, 'session.opened');
    return reply.redirect('./', 302);
  } catch (error) {
    if (error instanceof HttpProblem) {
      return explainSignIn(reply, 'unavailable');
    }
    throw error;
  }
}
