import type { FastifyInstance } from 'fastify';
import { isObject } from '../../../src/protocol';
import type { FailedAttempts } from '../admission/failed-attempts';
import { HttpProblem } from '../problem';
import { type InstructorAccess, SESSION_LIFE_MS } from './instructor-access';
import { refuseForeignPage, SESSION_COOKIE } from './instructor-guard';

const COOKIE = { path: '/', httpOnly: true, sameSite: 'strict' } as const;

/** `POST /session` turns the instructor token into a cookie that scripts cannot read; `DELETE /session` takes it back. */
export function sessionRoutes(app: FastifyInstance, access: InstructorAccess, attempts: FailedAttempts): void {
  app.post('/session', async (request, reply) => {
    refuseForeignPage(request);
    attempts.admit(request.ip);
    const token = isObject(request.body) ? request.body['token'] : undefined;
    if (typeof token !== 'string' || !access.isInstructorToken(token)) {
      attempts.count(request.ip);
      throw new HttpProblem('token_invalid', 'This is not the instructor token.');
    }
    const session = await access.openSession();
    const secure = request.protocol === 'https';
    return reply
      .setCookie(SESSION_COOKIE, session, { ...COOKIE, secure, maxAge: SESSION_LIFE_MS / 1000 })
      .code(204)
      .send();
  });

  app.delete('/session', async (request, reply) => {
    refuseForeignPage(request);
    return reply.clearCookie(SESSION_COOKIE, COOKIE).code(204).send();
  });
}
