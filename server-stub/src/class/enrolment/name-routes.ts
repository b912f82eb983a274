import type { FastifyInstance } from 'fastify';
import type { ReleasedNames } from '../../../../src/protocol';
import { HttpProblem } from '../../http/problem';
import { readQueryFlag } from '../../http/query-flag';
import type { ClassDirectory } from '../classes/class-directory';
import { type ClassParams, requireClass } from '../classes/routes';
import { type DepartureDeps, noteDeparture } from './departure';

interface NameDeps extends DepartureDeps {
  readonly directory: ClassDirectory;
}

/** The release of a student's name (`forget=1`: to any device, also the one that had it), and of the names of all who never reported. */
export function nameRoutes(app: FastifyInstance, deps: NameDeps): void {
  const { directory } = deps;
  app.delete<{ Params: ClassParams & { studentId: string }; Querystring: { forget?: unknown } }>(
    '/classes/:classId/enrolments/:studentId',
    { config: { right: 'name.release', audit: 'name.released', knows: { query: ['forget'] } } },
    async (request, reply) => {
      const { classId, studentId } = request.params;
      await requireClass(directory, classId);
      const forgets = readQueryFlag('forget', request.query.forget);
      if (!(await (forgets ? directory.release(classId, studentId) : directory.withdraw(classId, studentId)))) {
        throw new HttpProblem('not_found', 'Nobody holds this name in the class.');
      }
      return reply.code(204).send();
    },
  );

  app.delete<{ Params: ClassParams; Querystring: { neverReported?: unknown } }>(
    '/classes/:classId/enrolments',
    { config: { right: 'class.change', audit: 'silent.removed', knows: { query: ['neverReported'] } } },
    async (request): Promise<ReleasedNames> => {
      const { id } = await requireClass(directory, request.params.classId);
      if (!readQueryFlag('neverReported', request.query.neverReported)) {
        throw new HttpProblem('invalid', 'Say whose names are to be freed: neverReported=1.', {
          errors: [{ path: 'neverReported', message: 'must be 1' }],
        });
      }
      const released = await directory.releaseSilent(id);
      await noteDeparture(deps, id, released);
      return { released: released.length };
    },
  );
}
