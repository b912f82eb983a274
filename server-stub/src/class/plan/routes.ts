import type { FastifyInstance } from 'fastify';
import { type CoursePlan, LIMITS } from '../../../../src/protocol';
import type { ClassDirectory } from '../classes/class-directory';
import { type ClassParams, requireClass } from '../classes/routes';
import { HttpProblem } from '../../http/problem';
import { changedNotebooks, NO_PLAN, withPlan } from './apply-plan';
import { checkCoursePlan } from './check-plan';

/** Of the names that the audit trail keeps of one change. */
const MAX_SUBJECT_LENGTH = 200;

const EXERCISE_FIELDS = {
  name: true,
  index: true,
  title: true,
  checks: true,
  placeholder: true,
  isHidden: true,
  runningCounts: true,
} as const;
const PLAN_FIELDS = { notebooks: { $list: { name: true, exercises: { $list: EXERCISE_FIELDS } } }, runningCounts: true } as const;

/** `GET` and `PUT /classes/{id}/notebooks`: what the class's instructor says of its notebooks. */
export function planRoutes(app: FastifyInstance, directory: ClassDirectory): void {
  const path = '/classes/:classId/notebooks';

  app.get<{ Params: ClassParams }>(path, { config: { right: 'class.watch' } }, async (request): Promise<CoursePlan> => {
    const { plan = NO_PLAN } = await requireClass(directory, request.params.classId);
    return plan;
  });

  app.put<{ Params: ClassParams }>(
    path,
    { config: { right: 'class.change', audit: 'notebooks.changed', knows: { body: PLAN_FIELDS } }, bodyLimit: LIMITS.planBytes },
    async (request): Promise<CoursePlan> => {
      const { id } = await requireClass(directory, request.params.classId);
      const plan = readPlan(request.body);
      let before = NO_PLAN;
      const changed = await directory.changeClass(id, record => {
        before = record.plan ?? NO_PLAN;
        return withPlan(record, plan);
      });
      if (changed === undefined || changed === 'taken') {
        throw new HttpProblem('not_found', 'There is no such class.');
      }
      request.changedNothing = (changed.plan ?? NO_PLAN) === before;
      const names = changedNotebooks(before, plan).join(', ');
      request.audited = names === '' ? {} : { subject: names.slice(0, MAX_SUBJECT_LENGTH) };
      return changed.plan ?? NO_PLAN;
    },
  );
}

function readPlan(body: unknown): CoursePlan {
  const checked = checkCoursePlan(body);
  if (!checked.ok) {
    throw new HttpProblem('invalid', 'The notebooks cannot be used; nothing was changed.', { errors: checked.errors });
  }
  return checked.value;
}
