import type { InstructorName } from '../../../../src/protocol';
import { HttpProblem } from '../../http/problem';
import type { EventLog } from '../../log/event-log';
import type { Clock } from '../../platform/clock';
import { type Random, randomId } from '../../platform/random';
import type { ClassView } from '../view/class-view';

export interface StaffDeps {
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
}

const ID_BITS = 72;

/**
 * Marks somebody who has joined as an instructor, who counts nowhere, or as a student again.
 * @returns false when they were that already, and nothing was recorded
 * @throws HttpProblem `not_found`
 * @throws LogUnavailableError
 */
export async function markStaff(
  { log, clock, random }: StaffDeps,
  view: ClassView,
  studentId: string,
  isStaff: boolean,
  by: InstructorName,
): Promise<boolean> {
  await view.catchUp();
  const { projection } = view;
  if (projection.find(studentId) === undefined) {
    throw new HttpProblem('not_found', 'The class has no student with this id, or they have not joined yet.');
  }
  if (projection.staffMarks.isStaff(studentId) === isStaff) {
    return false;
  }
  const action = { type: 'staff', isStaff, by } as const;
  await log.appendEntries(view.classId, {
    kind: 'action',
    studentId,
    receivedAtMs: clock.wallMs(),
    id: randomId(random, ID_BITS),
    action,
  });
  await view.catchUp();
  return true;
}
