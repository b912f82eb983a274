import type { FastifyInstance } from 'fastify';
import type { ClassDirectory } from '../classes/class-directory';
import { type ClassParams, requireClass } from '../classes/routes';
import { HttpProblem } from '../problem';
import type { ClassFeed } from './class-feed';
import type { Feeds } from './feeds';

/** `GET /classes/{id}/state`, `/students/{studentId}` and `/feed`. */
export function feedRoutes(app: FastifyInstance, feeds: Feeds, directory: ClassDirectory): void {
  const feedOf = async (classId: string): Promise<ClassFeed> => feeds.of(await requireClass(directory, classId));

  app.get<{ Params: ClassParams }>('/classes/:classId/state', { config: { right: 'class.watch' } }, async request => {
    const { view } = await feedOf(request.params.classId);
    await view.catchUp();
    return view.state();
  });

  app.get<{ Params: ClassParams & { studentId: string } }>(
    '/classes/:classId/students/:studentId',
    { config: { right: 'student.read' } },
    async request => {
      const { view } = await feedOf(request.params.classId);
      await view.catchUp();
      const detail = view.student(request.params.studentId);
      if (detail === undefined) {
        throw new HttpProblem('not_found', 'The class has no student with this id.');
      }
      return detail;
    },
  );

  app.get<{ Params: ClassParams }>(
    '/classes/:classId/feed',
    { config: { right: 'class.watch', isLongLived: true } },
    async (request, reply) => {
      const record = await requireClass(directory, request.params.classId);
      const lastEventId = request.headers['last-event-id'];
      const viewer = await feeds.open(record, typeof lastEventId === 'string' ? lastEventId : undefined);
      return reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(viewer.stream);
    },
  );
}
