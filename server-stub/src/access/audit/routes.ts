import type { FastifyInstance } from 'fastify';
import type { AuditEntry, AuditPage } from '../../../../src/protocol';
import { toTimestamp } from '../../platform/clock';
import { HttpProblem } from '../../http/problem';
import type { AuditTrail, KeptAudit } from './audit-trail';

const MAX_ENTRIES = 500;
const DEFAULT_ENTRIES = 100;

type AuditRequest = { Querystring: { readonly limit?: unknown; readonly before?: unknown } };

/** `GET /audit?limit=100&before=ID`: what instructors did, the newest first. */
export function auditRoutes(app: FastifyInstance, trail: AuditTrail): void {
  app.get<AuditRequest>(
    '/audit',
    { config: { right: 'audit.read', knows: { query: ['limit', 'before'] } } },
    async ({ query }): Promise<AuditPage> => {
      const entries = await trail.read(readLimit(query.limit), readBefore(query.before));
      return { entries: entries.map(toEntry) };
    },
  );
}

function readLimit(limit: unknown): number {
  if (limit === undefined) {
    return DEFAULT_ENTRIES;
  }
  const value = typeof limit === 'string' && /^\d{1,3}$/u.test(limit) ? Number(limit) : 0;
  if (value < 1 || value > MAX_ENTRIES) {
    throw new HttpProblem('invalid_request', `limit must be a whole number from 1 to ${String(MAX_ENTRIES)}.`);
  }
  return value;
}

function readBefore(before: unknown): string | undefined {
  if (before === undefined || (typeof before === 'string' && /^\d{1,15}(?:-\d{1,15})?$/u.test(before))) {
    return before;
  }
  throw new HttpProblem('invalid_request', 'before must be the id of an entry.');
}

function toEntry({ id, atMs, actor, action, classId, subject, step, count }: KeptAudit): AuditEntry {
  return {
    id,
    time: toTimestamp(atMs),
    actor,
    action,
    ...(classId !== undefined && { classId }),
    ...(subject !== undefined && { subject }),
    ...(step !== undefined && { step }),
    ...(count !== undefined && { count }),
  };
}
