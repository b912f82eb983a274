import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ClassDirectory } from '../../class/classes/class-directory';
import { type ClassParams, requireClass } from '../../class/classes/routes';
import { type Clock, toTimestamp } from '../../platform/clock';
import { TimeSlice } from '../../platform/pace/time-slice';
import type { Feeds } from './feeds';
import { jsonWithList } from './json-with-list';

export interface ExerciseDeps {
  readonly feeds: Feeds;
  readonly directory: ClassDirectory;
  readonly clock: Clock;
}

/** `GET /classes/{id}/exercises`. */
export function exerciseRoutes(app: FastifyInstance, { feeds, directory, clock }: ExerciseDeps): void {
  app.get<{ Params: ClassParams }>('/classes/:classId/exercises', { config: { right: 'student.read' } }, async (request, reply) => {
    const { view } = feeds.of(await requireClass(directory, request.params.classId));
    await view.catchUp();
    const { exercises, students } = view.exercises.matrix(view.projection.students.keys());
    const matrix = jsonWithList({ asOf: toTimestamp(clock.wallMs()), exercises }, 'students', students, new TimeSlice(clock));
    return reply.type('application/json; charset=utf-8').send(Readable.from(matrix, { highWaterMark: 1 }));
  });
}
