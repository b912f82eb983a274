import type { FastifyInstance } from 'fastify';
import { type Flaw, findNameFlaw, type InstructorSummary, isObject, isRole, LIMITS, type Role, ROLES } from '../../../../src/protocol';
import { HttpProblem } from '../../http/problem';
import { type StaffDirectory, toSummary } from './staff-directory';

/** Far more than a course has. All of them are read for a request of any of them. */
const MAX_INSTRUCTORS = 200;

/** `GET`, `POST /instructors` and `DELETE /instructors/{id}`. The owner of the settings is not among them. */
export function staffRoutes(app: FastifyInstance, staff: StaffDirectory): void {
  app.get('/instructors', { config: { right: 'staff.manage' } }, async (): Promise<readonly InstructorSummary[]> => {
    return (await staff.list()).map(toSummary);
  });

  app.post(
    '/instructors',
    { config: { right: 'staff.manage', audit: 'instructor.added', knows: { body: { name: true, role: true } } } },
    async (request, reply) => {
      const { name, role } = readInstructor(request.body);
      if ((await staff.list()).length >= MAX_INSTRUCTORS) {
        throw new HttpProblem('invalid', `There are ${String(MAX_INSTRUCTORS)} instructors already: withdraw some first.`);
      }
      const added = await staff.add(name, role);
      request.audited = { subject: `${name} (${role})` };
      return reply.code(201).send(added);
    },
  );

  app.delete<{ Params: { instructorId: string } }>(
    '/instructors/:instructorId',
    { config: { right: 'staff.manage', audit: 'instructor.withdrawn' } },
    async (request, reply) => {
      const withdrawn = await staff.withdraw(request.params.instructorId);
      if (withdrawn === undefined) {
        throw new HttpProblem('not_found', "There is no instructor with this id. The owner's own token is in the server's settings.");
      }
      request.audited = { subject: `${withdrawn.name} (${withdrawn.role})` };
      return reply.code(204).send();
    },
  );
}

/** @throws HttpProblem `invalid`, with all that is wrong */
function readInstructor(body: unknown): { readonly name: string; readonly role: Role } {
  const { name, role } = isObject(body) ? body : {};
  const errors = [...findInstructorFlaws(name, role)];
  if (errors.length > 0) {
    throw new HttpProblem('invalid', 'Some fields are not valid.', { errors });
  }
  return { name: name as string, role: role as Role };
}

function* findInstructorFlaws(name: unknown, role: unknown): Generator<Flaw> {
  const message = findInstructorNameFlaw(name);
  if (message !== undefined) {
    yield { path: 'name', message };
  }
  if (!isRole(role)) {
    yield { path: 'role', message: `must be one of ${ROLES.join(', ')}` };
  }
}

/** Says in words what is wrong with an instructor's name, or nothing. */
export function findInstructorNameFlaw(name: unknown): string | undefined {
  return name === '' || name === undefined ? 'must not be empty' : findNameFlaw(name, LIMITS.displayNameLength);
}
