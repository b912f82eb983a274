import type { FastifyInstance } from 'fastify';
import { type InstructorSession, isObject } from '../../../../src/protocol';
import type { AuditAction } from '../audit/audit-trail';
import type { Instructor } from '../staff/instructor';
import { sendPacked } from '../../http/packed-reply';
import { recogniseToken, refuseForeignPage, type InstructorAuthDeps } from './instructor-guard';
import { requireInstructor } from './require-instructor';
import { rightsOf } from './rights';

/**
 * Both are put on record. `POST /session` turns an instructor's token into a cookie that scripts cannot read; `DELETE /session` takes it back, and ends the session.
 * @param describeOpening what a dashboard begins with as JSON, for one who asks for it in the same step
 */
export function sessionRoutes(app: FastifyInstance, auth: InstructorAuthDeps, describeOpening: (who: Instructor) => Promise<string>): void {
  const { access, cookie } = auth;
  app.post('/session', { config: { knows: { body: { token: true, opening: true } } } }, async (request, reply) => {
    refuseForeignPage(request);
    const { token, opening } = isObject(request.body) ? request.body : {};
    const who = await recogniseToken(auth, typeof token === 'string' ? token : '', request.ip);
    await auth.limits.admit(who, { isWholeClass: opening === true });
    const session = await access.openSession(who);
    await noteSession(auth, who, 'session.opened');
    cookie.set(request, reply, session);
    void reply.header('cache-control', 'no-store');
    return opening === true ? sendPacked(request, reply, await describeOpening(who)) : reply.code(204).send();
  });

  app.delete('/session', async (request, reply) => {
    refuseForeignPage(request);
    const session = cookie.read(request) ?? '';
    const who = await access.bySession(session).catch(() => undefined);
    // This browser is out in any case; where the store is down, the answer says that a copy of the cookie is not.
    cookie.clear(request, reply);
    await access.endSession(session);
    if (who !== undefined) {
      await noteSession(auth, who, 'session.closed');
    }
    return reply.code(204).send();
  });
}

/** Puts on record that a session was opened or closed. */
export function noteSession(
  { auditCoalescer }: Pick<InstructorAuthDeps, 'auditCoalescer'>,
  { id, name, role }: Instructor,
  action: AuditAction,
): Promise<void> {
  return auditCoalescer.note({ actor: { id, name, role }, action });
}

/** `GET /session`: who is asking, what that one may do, and where the server's clock is. */
export function ownSessionRoute(app: FastifyInstance): void {
  app.get('/session', { config: { right: 'session.read' } }, async request => describeSession(requireInstructor(request)));
}

export function describeSession({ id, name, role }: Instructor): InstructorSession {
  return { id, name, role, rights: rightsOf(role), timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone };
}
