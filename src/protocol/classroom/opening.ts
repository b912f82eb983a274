import type { InstructorSession } from '../operating/instructors';
import type { ClassState, ClassSummary } from './classroom';

/** `GET /opening`, and the `200` of a `POST /session` that asks for it: all that a dashboard begins with, in one reply. */
export interface Opening {
  readonly session: InstructorSession;
  readonly classes: readonly ClassSummary[];
  /** The class that was asked for, else the first. Absent where there is none, or where it is not known yet: then its feed brings it. */
  readonly first?: OpenedClass;
}

/** A class as it is, and the event from which its feed goes on (`Last-Event-ID`). */
export interface OpenedClass {
  readonly classId: string;
  readonly eventId: string;
  readonly state: ClassState;
}
