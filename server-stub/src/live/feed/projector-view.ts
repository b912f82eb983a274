import {
  type ClassDelta,
  type ClassSession,
  type ClassState,
  type ErrorGroup,
  type ExerciseState,
  type HelpQueue,
  type HelpRequest,
  letOutExercises,
  type Role,
  type SentMessage,
  type StudentState,
  type TeamState,
} from '../../../../src/protocol';
import { isAllowed } from '../../access/auth/rights';
import { Pseudonyms } from './pseudonyms';

/** Who looks at a class: `staff` sees who is who, `projector` is looked at by everybody in the room. */
export type Audience = 'staff' | 'projector';

/** Who may not read of one student sees the class without names. */
export const audienceOf = ({ role }: { readonly role: Role }): Audience => (isAllowed(role, 'student.read') ? 'staff' : 'projector');

/** What fewer students have may say who it is, or be a text of one student's making. */
const MIN_SHARED = 2;

/** What both a state and a delta tell of a class; each may be missing from a delta. */
type Told = Partial<ClassState> & Pick<ClassState, 'asOf' | 'totals' | 'teams'>;

/**
 * A class without anybody's name, words or place: what goes on a screen that everybody sees. It is put together from what is let out,
 * field by field, so that whatever the class comes to tell of its students besides stays in. No list of students is in an order that tells who they are.
 */
export class ProjectorView {
  readonly #pseudonyms: Pseudonyms;

  /** @param draw as for `Pseudonyms` */
  constructor(draw: (studentId: string) => number) {
    this.#pseudonyms = new Pseudonyms(draw);
  }

  /** All but the students. */
  stateHead(head: Omit<ClassState, 'students'>): Omit<ClassState, 'students'> {
    const { classId, help, errors, exercises } = head;
    return {
      ...common(head),
      classId,
      help: help.map(request => this.#help(request)),
      errors: this.#errors(errors),
      exercises: letOutExercises(exercises, isShared),
    };
  }

  deltaHead({ removed, ...head }: Omit<ClassDelta, 'students'>): Omit<ClassDelta, 'students'> {
    const { help, errors, exercises } = head;
    return {
      ...common(head),
      ...(removed !== undefined && { removed: this.#namesOf(removed) }),
      ...(help !== undefined && { help: help.map(request => this.#help(request)) }),
      ...(errors !== undefined && { errors: this.#errors(errors) }),
      ...(exercises !== undefined && { exercises: letOutExercises(exercises, isShared) }),
    };
  }

  /** No list of students is in another order. */
  inOrder(students: readonly StudentState[]): readonly StudentState[] {
    return this.#pseudonyms.inOrder(students, ({ studentId }) => studentId);
  }

  #namesOf(studentIds: readonly string[]): string[] {
    return this.#pseudonyms.inOrder(studentIds, studentId => studentId).map(studentId => this.#pseudonyms.nameOf(studentId));
  }

  student(student: StudentState): StudentState {
    const pseudonym = this.#pseudonyms.nameOf(student.studentId);
    const { team, status, enrolledAt, lastEventAt, lastSeenAt, events, runs, errors, errorStreak, failing, ranBefore, hasLeft } = student;
    return {
      studentId: pseudonym,
      displayName: pseudonym,
      team,
      status,
      enrolledAt,
      lastEventAt,
      lastSeenAt,
      events,
      runs,
      errors,
      errorStreak,
      ...(failing !== undefined && { failing: { since: failing.since, last: failing.last } }),
      notebook: null,
      exercise: null,
      lastError: null,
      ...(ranBefore === true && { ranBefore }),
      ...(hasLeft === true && { hasLeft }),
    };
  }

  #help({ id, studentId, since, status }: HelpRequest): HelpRequest {
    return { id, studentId: this.#pseudonyms.nameOf(studentId), since, status };
  }

  #errors(errors: readonly ErrorGroup[]): ErrorGroup[] {
    const shared = errors.filter(({ studentIds }) => studentIds.length >= MIN_SHARED);
    return shared.map(({ id, kind, check, exercise, place, errorName, studentIds, teams, ever, firstAt, lastAt }) => ({
      id,
      kind,
      ...(check !== undefined && { check }),
      exercise,
      place,
      errorName,
      message: '',
      example: '',
      studentIds: this.#namesOf(studentIds),
      teams,
      ever,
      firstAt,
      lastAt,
    }));
  }
}

type CommonHead = Pick<ClassState, 'asOf' | 'totals' | 'teams' | 'messages' | 'queue' | 'session'>;

function common({ asOf, totals, teams, messages, queue, session }: Told): CommonHead {
  return {
    asOf,
    totals: { students: totals.students, events: totals.events, runs: totals.runs, errors: totals.errors },
    teams: teams.map(letOutTeam),
    ...(queue !== undefined && { queue: letOutQueue(queue) }),
    ...(messages !== undefined && { messages: messages.filter(isToAll).map(letOutMessage) }),
    ...(session !== undefined && { session: letOutSession(session) }),
  };
}

const isShared = ({ started }: ExerciseState): boolean => started >= MIN_SHARED;

const isToAll = ({ to }: SentMessage): boolean => 'all' in to;

function letOutTeam({ team, students, events, runs, errors, lastEventAt }: TeamState): TeamState {
  return { team, students, events, runs, errors, lastEventAt };
}

function letOutSession({ id, startedAt, endedAt, begunBy }: ClassSession): ClassSession {
  return { id, startedAt, ...(endedAt !== undefined && { endedAt }), begunBy };
}

/** Everybody in the room is told so by their own screen. */
function letOutQueue({ state, by, at }: HelpQueue): HelpQueue {
  return { state, by: { id: '', name: by.name }, at };
}

/** Everybody in the room has read it, and knows who instructs them. */
function letOutMessage({ id, text, sentAt, by, recipients, shown }: SentMessage): SentMessage {
  return { id, to: { all: true }, text, sentAt, by: { id: '', name: by.name }, recipients, shown };
}
