import type { FastifyInstance } from 'fastify';
import { type InstructorSession, isObject } from '../../../../src/protocol';
import type { AuditAction } from '../audit/audit-trail';
import type { Instructor } from '../staff/instructor';
import { SESSION_LIFE_MS } from './instructor-access';
import { recogniseToken, refuseForeignPage, SESSION_COOKIE, type InstructorAuthDeps } from './instructor-guard';
import { requireInstructor } from './require-instructor';
import { rightsOf } from './rights';

const COOKIE = { path: '/', httpOnly: true, sameSite: 'strict' } as const;

/** Both are put on record. `POST /session` turns an instructor's token into a cookie that scripts cannot read; `DELETE /session` takes it back, and ends the session. */
export function sessionRoutes(app: FastifyInstance, auth: InstructorAuthDeps): void {
  const { access } = auth;
  app.post('/session', { config: { knows: { body: { token: true } } } }, async (request, reply) => {
    refuseForeignPage(request);
    const token = isObject(request.body) ? request.body['token'] : undefined;
    const who = await recogniseToken(auth, typeof token === 'string' ? token : '', request.ip);
    const session = await access.openSession(who);
    await noteSession(auth, who, 'session.opened');
    const secure = request.protocol === 'https';
    return reply
      .setCookie(SESSION_COOKIE, session, { ...COOKIE, secure, maxAge: SESSION_LIFE_MS / 1000 })
      .code(204)
      .send();
  });

  app.delete('/session', async (request, reply) => {
    refuseForeignPage(request);
    const cookie = request.cookies[SESSION_COOKIE] ?? '';
    const who = await access.bySession(cookie).catch(() => undefined);
    // This browser is out in any case; where the store is down, the answer says that a copy of the cookie is not.
    void reply.clearCookie(SESSION_COOKIE, COOKIE);
    await access.endSession(cookie);
    if (who !== undefined) {
      await noteSession(auth, who, 'session.closed');
    }
    return reply.code(204).send();
  });
}

function noteSession({ auditCoalescer }: InstructorAuthDeps, { id, name, role }: Instructor, action: AuditAction): Promise<void> {
  return auditCoalescer.note({ actor: { id, name, role }, action });
}

/** `GET /session`: who is asking, and what that one may do. */
export function ownSessionRoute(app: FastifyInstance): void {
  app.get('/session', { config: { right: 'session.read' } }, async (request): Promise<InstructorSession> => {
    const { id, name, role } = requireInstructor(request);
    return { id, name, role, rights: rightsOf(role) };
  });
}
