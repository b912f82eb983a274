import type { FastifyRequest } from 'fastify';
import type { Instructor } from '../staff/instructor';

/** Who calls a guarded route. @throws Error on a route that is not guarded, which is a mistake of ours */
export function requireInstructor({ instructor }: FastifyRequest): Instructor {
  if (instructor === undefined) {
    throw new Error('the route is not guarded');
  }
  return instructor;
}
