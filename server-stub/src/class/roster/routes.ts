import type { FastifyInstance } from 'fastify';
import { type Checked, type Roster, ROSTER_LIMITS, type RosterReply } from '../../../../src/protocol';
import { type ClassParams, requireClass } from '../classes/routes';
import { HttpProblem } from '../../http/problem';
import { readQueryFlag } from '../../http/query-flag';
import { applyRoster, previewRoster, type RosterDeps } from './apply-roster';
import type { ReadRoster } from './read-roster';

const CSV = 'text/csv';

export interface RosterRouteDeps extends RosterDeps {
  /** A large file takes its time, which is nobody else's. */
  readonly readRoster: (bytes: Uint8Array) => Promise<Checked<ReadRoster>>;
}

/** `GET`, `PUT` and `DELETE /classes/{id}/roster`. The file comes as its bytes: only they tell in what encoding it is. */
export function rosterRoutes(app: FastifyInstance, deps: RosterRouteDeps): void {
  const path = '/classes/:classId/roster';
  app.addContentTypeParser(CSV, { parseAs: 'buffer', bodyLimit: ROSTER_LIMITS.bytes }, (_request, body, done) => done(null, body));

  app.get<{ Params: ClassParams }>(path, { config: { right: 'student.read' } }, async (request): Promise<Roster> => {
    const { id, hasRoster } = await requireClass(deps.directory, request.params.classId);
    const students = await deps.directory.registry.getRoster(id);
    return { students, ...(hasRoster === true && students.length === 0 && { isClosed: true }) };
  });

  const change = { config: { right: 'class.change', audit: 'roster.changed' } } as const;
  app.put<{ Params: ClassParams; Querystring: { dryRun?: unknown }; Reply: RosterReply }>(
    path,
    { config: { ...change.config, knows: { query: ['dryRun'], body: 'file' } }, bodyLimit: ROSTER_LIMITS.bytes },
    async request => {
      const { id } = await requireClass(deps.directory, request.params.classId);
      const { students, encoding, columns } = await requireRoster(deps, request.body);
      request.changedNothing = readQueryFlag('dryRun', request.query.dryRun);
      const changes = await (request.changedNothing ? previewRoster : applyRoster)(deps, id, students);
      return { ...changes, encoding, columns };
    },
  );

  app.delete<{ Params: ClassParams }>(path, change, async (request, reply) => {
    const { id } = await requireClass(deps.directory, request.params.classId);
    await applyRoster(deps, id, []);
    return reply.code(204).send();
  });
}

async function requireRoster({ readRoster }: RosterRouteDeps, body: unknown): Promise<ReadRoster> {
  if (!Buffer.isBuffer(body)) {
    throw new HttpProblem('unsupported_media_type', `Send the roster as ${CSV}.`);
  }
  const checked = await readRoster(body);
  if (!checked.ok) {
    throw new HttpProblem('invalid', 'The roster cannot be used; nothing was changed.', { errors: checked.errors });
  }
  return checked.value;
}
