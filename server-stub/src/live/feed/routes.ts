import type { FastifyInstance } from 'fastify';
import { requireInstructor } from '../../access/auth/require-instructor';
import type { ClassDirectory } from '../../class/classes/class-directory';
import { type ClassParams, requireClass } from '../../class/classes/routes';
import { HttpProblem } from '../../http/problem';
import { readQueryFlag } from '../../http/query-flag';
import type { ClassFeed } from './class-feed';
import type { Feeds } from './feeds';
import { audienceOf } from './projector-view';

/** Whether a tag is among those that were sent along: weakly, because a proxy that compresses an answer makes its tag a weak one. */
function isKnown(sent: string | undefined, tag: string): boolean {
  return sent?.split(',').some(each => each.trim().replace(/^W\//u, '') === tag) ?? false;
}

/** `GET /classes/{id}/state` (`304` for who has its `ETag`), `/students/{studentId}` and `/feed`. */
export function feedRoutes(app: FastifyInstance, feeds: Feeds, directory: ClassDirectory): void {
  const feedOf = async (classId: string): Promise<ClassFeed> => feeds.of(await requireClass(directory, classId));

  app.get<{ Params: ClassParams }>(
    '/classes/:classId/state',
    { config: { right: 'class.watch', isWholeClass: true } },
    async (request, reply) => {
      const feed = await feedOf(request.params.classId);
      await feed.view.catchUpOrShow();
      const { tag, json } = await feed.state(audienceOf(requireInstructor(request)));
      void reply.header('etag', tag);
      return isKnown(request.headers['if-none-match'], tag)
        ? reply.code(304).send()
        : reply.type('application/json; charset=utf-8').send(json());
    },
  );

  app.get<{ Params: ClassParams & { studentId: string } }>(
    '/classes/:classId/students/:studentId',
    { config: { right: 'student.read' } },
    async request => {
      const { view } = await feedOf(request.params.classId);
      await view.catchUpOrShow();
      const detail = view.student(request.params.studentId);
      if (detail === undefined) {
        throw new HttpProblem('not_found', 'The class has no student with this id.');
      }
      return detail;
    },
  );

  app.get<{ Params: ClassParams; Querystring: { readonly background?: unknown } }>(
    '/classes/:classId/feed',
    { config: { right: 'class.watch', isLongLived: true, knows: { query: ['background'] } } },
    async (request, reply) => {
      const record = await requireClass(directory, request.params.classId);
      const lastEventId = request.headers['last-event-id'];
      const pace = readQueryFlag('background', request.query.background) ? 'background' : 'live';
      const instructor = requireInstructor(request);
      const watcher = { id: instructor.id, audience: audienceOf(instructor), pace } as const;
      const viewer = await feeds.open(record, typeof lastEventId === 'string' ? lastEventId : undefined, watcher);
      return reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(viewer.stream);
    },
  );
}
