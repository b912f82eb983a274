import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Clock } from '../../platform/clock';
import type { Actor, AuditAction, AuditRecord, AuditTrail } from './audit-trail';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What is put on record when this route was used. Every instructors' route that changes something has one. */
    readonly audit?: AuditAction;
  }
  interface FastifyRequest {
    /** What the record says beyond the class and the student of the address. */
    audited: Pick<AuditRecord, 'classId' | 'subject' | 'step'> | undefined;
    /** The route was only asked what it would do. */
    changedNothing: boolean;
  }
}

export interface AuditDeps {
  readonly trail: AuditTrail;
  /** Who sent a request of the scope. */
  readonly actorOf: (request: FastifyRequest) => Actor;
  readonly clock: Clock;
}

/**
 * Puts on record what the scope's routes did, before the answer leaves: an action that cannot be recorded is answered 503, and no export
 * begins without its entry. Call it before the routes are added: none that changes something can go without.
 */
export function keepAudit(scope: FastifyInstance, { trail, actorOf, clock }: AuditDeps): void {
  scope.decorateRequest('audited', undefined);
  scope.decorateRequest('changedNothing', false);
  scope.addHook('onRoute', requireDeclaredAudit);
  scope.addHook('onSend', async (request, reply, payload) => {
    const { audit } = request.routeOptions.config;
    if (audit !== undefined && reply.statusCode < 400 && !request.changedNothing) {
      await trail.append(describe(request, actorOf(request), audit, clock.wallMs()));
    }
    return payload;
  });
}

function requireDeclaredAudit({ method, url, config }: RouteOptions): void {
  if (String(method) !== 'GET' && config?.audit === undefined) {
    throw new Error(`${String(method)} ${url} changes something and declares no audit: name one of audit/audit-trail.ts in its config.`);
  }
}

function describe(request: FastifyRequest, { id, name, role }: Actor, action: AuditAction, atMs: number): AuditRecord {
  const { classId, studentId } = request.params as { readonly classId?: string; readonly studentId?: string };
  return {
    atMs,
    actor: { id, name, role },
    action,
    ...(classId !== undefined && { classId }),
    ...(studentId !== undefined && { subject: studentId }),
    ...request.audited,
  };
}
