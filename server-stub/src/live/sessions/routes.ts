import type { FastifyInstance } from 'fastify';
import type { SessionList } from '../../../../src/protocol';
import { requireInstructor } from '../../access/auth/require-instructor';
import type { ClassDirectory } from '../../class/classes/class-directory';
import { type ClassParams, requireClass } from '../../class/classes/routes';
import type { Feeds } from '../feed/feeds';
import { beginSession, type SessionDeps } from './begin-session';
import { listSessions } from './list-sessions';

export interface SessionRouteDeps extends SessionDeps {
  readonly feeds: Feeds;
  readonly directory: ClassDirectory;
}

/** `GET` and `POST /classes/{id}/sessions`: when the class met. */
export function classSessionRoutes(app: FastifyInstance, deps: SessionRouteDeps): void {
  const { feeds, directory, clock } = deps;

  app.get<{ Params: ClassParams }>(
    '/classes/:classId/sessions',
    { config: { right: 'student.read' } },
    async (request): Promise<SessionList> => {
      const { view } = feeds.of(await requireClass(directory, request.params.classId));
      await view.catchUp();
      return { sessions: listSessions(view.projection, clock.wallMs()) };
    },
  );

  app.post<{ Params: ClassParams }>(
    '/classes/:classId/sessions',
    { config: { right: 'class_session.begin', audit: 'class_session.begun' } },
    async (request, reply) => {
      const { view } = feeds.of(await requireClass(directory, request.params.classId));
      const { id, name } = requireInstructor(request);
      const { session, isNew } = await beginSession(deps, view, { id, name });
      request.changedNothing = !isNew;
      return reply.code(isNew ? 201 : 200).send(session);
    },
  );
}
