import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requireInstructor } from '../../access/auth/require-instructor';
import type { ClassDirectory } from '../../class/classes/class-directory';
import { type ClassParams, requireClass } from '../../class/classes/routes';
import type { Feeds } from '../feed/feeds';
import { markStaff, type StaffDeps } from './mark-staff';

interface MarkDeps extends StaffDeps {
  readonly feeds: Feeds;
  readonly directory: ClassDirectory;
}

type StudentRequest = FastifyRequest<{ Params: ClassParams & { readonly studentId: string } }>;

/** `PUT` and `DELETE /classes/{id}/students/{studentId}/staff`: whether somebody who joined is an instructor, to demonstrate. */
export function markRoutes(app: FastifyInstance, deps: MarkDeps): void {
  const mark = async (request: StudentRequest, isStaff: boolean): Promise<void> => {
    const { classId, studentId } = request.params;
    const { view } = deps.feeds.of(await requireClass(deps.directory, classId));
    const { id, name } = requireInstructor(request);
    request.changedNothing = !(await markStaff(deps, view, studentId, isStaff, { id, name }));
    request.audited = { subject: studentId, step: isStaff ? 'staff' : 'student' };
  };
  const path = '/classes/:classId/students/:studentId/staff';
  const options = { config: { right: 'class.change', audit: 'student.marked' } } as const;

  app.put<{ Params: ClassParams & { readonly studentId: string } }>(path, options, async (request, reply) => {
    await mark(request, true);
    return reply.code(204).send();
  });

  app.delete<{ Params: ClassParams & { readonly studentId: string } }>(path, options, async (request, reply) => {
    await mark(request, false);
    return reply.code(204).send();
  });
}
