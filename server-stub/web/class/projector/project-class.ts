import {
  type ClassDelta,
  type ClassSession,
  type ClassState,
  type ClassTotals,
  type ErrorGroup,
  type ExerciseState,
  type HelpQueue,
  type HelpRequest,
  letOutExercises,
  type StudentState,
  type TeamState,
  type Visit,
} from '../../../../src/protocol';
import type { StuckThresholds } from '../model/condition';
import type { ShownDelta, ShownState } from '../model/board';
import { MIN_GROUP_SIZE } from '../model/small-groups';
import { t } from '../../text/translate';
import { WITHHELD } from '../../text/withheld';
import type { Pseudonyms } from './pseudonyms';

/**
 * A class as it may be shown to the room. Every field is copied by name, so that fields added to the protocol later stay hidden.
 *
 * A raised hand, or an instructor at a desk, tells the room who a line is about. So nobody has a name of any kind, and only what the room can see anyway is shown of a single
 * student (team, waiting, working, stuck, since when): nothing that they ran, wrote or asked, and not how often it failed.
 */
export function projectState(state: ClassState, names: Pseudonyms, thresholds: StuckThresholds): ShownState {
  const { asOf, classId, totals, students, teams, help, queue, errors, exercises, session } = state;
  return {
    asOf,
    classId,
    totals: projectTotals(totals),
    students: students.map(student => projectStudent(student, names, thresholds)),
    teams: teams.map(projectTeam),
    help: help.map(call => projectHelp(call, names)),
    ...(queue !== undefined && { queue: projectQueue(queue) }),
    errors: projectErrors(errors, names),
    exercises: projectExercises(exercises),
    messages: [],
    ...(session !== undefined && { session: projectSession(session) }),
    hidden: { errors: countHidden(errors, projectErrors(errors, names)), exercises: countHidden(exercises, projectExercises(exercises)) },
  };
}

/** A change of the class, likewise. */
export function projectDelta(delta: ClassDelta, names: Pseudonyms, thresholds: StuckThresholds): ShownDelta {
  const { asOf, totals, students, teams, removed, help, queue, errors, exercises, session } = delta;
  return {
    asOf,
    totals: projectTotals(totals),
    students: students.map(student => projectStudent(student, names, thresholds)),
    teams: teams.map(projectTeam),
    ...(removed !== undefined && { removed: removed.map(names.nameOf) }),
    ...(help !== undefined && { help: help.map(call => projectHelp(call, names)) }),
    ...(queue !== undefined && { queue: projectQueue(queue) }),
    ...(errors !== undefined && { errors: projectErrors(errors, names) }),
    ...(exercises !== undefined && { exercises: projectExercises(exercises) }),
    ...(session !== undefined && { session: projectSession(session) }),
    hidden: {
      ...(errors !== undefined && { errors: countHidden(errors, projectErrors(errors, names)) }),
      ...(exercises !== undefined && { exercises: countHidden(exercises, projectExercises(exercises)) }),
    },
  };
}

function projectSession({ id, startedAt, endedAt, begunBy }: ClassSession): ClassSession {
  return { id, startedAt, ...(endedAt !== undefined && { endedAt }), begunBy };
}

function countHidden(all: readonly unknown[], shown: readonly unknown[]): number {
  return all.length - shown.length;
}

function projectTotals(totals: ClassTotals): ClassTotals {
  return totals.students < MIN_GROUP_SIZE ? { ...NO_FIGURES, students: totals.students } : totals;
}

const NO_FIGURES = { events: WITHHELD, runs: WITHHELD, errors: WITHHELD } as const;

function projectStudent(student: StudentState, names: Pseudonyms, thresholds: StuckThresholds): StudentState {
  const isFailing = student.errorStreak >= thresholds.errorStreak;
  return {
    ...NO_FIGURES,
    // Addresses and keys are made of ids. A pseudonym that stays would tell who it is, once seen beside a raised hand: none is shown.
    studentId: names.nameOf(student.studentId),
    displayName: t('projected.someone'),
    team: student.team,
    status: student.status,
    enrolledAt: student.enrolledAt,
    lastEventAt: student.lastEventAt,
    lastSeenAt: student.lastSeenAt,
    // Stuck or not, and no more.
    errorStreak: isFailing ? thresholds.errorStreak : 0,
    ...(isFailing && student.failing !== undefined && { failing: student.failing }),
    notebook: null,
    exercise: null,
    lastError: null,
    ...(student.ranBefore === true && { ranBefore: true }),
    ...(student.hasLeft === true && { hasLeft: true }),
    ...(student.visit !== undefined && { visit: projectVisit(student.visit) }),
  };
}

/** A small team keeps its name and shows where its members stand; how often they failed stays with them. */
function projectTeam({ team, students, events, runs, errors, lastEventAt, visit }: TeamState): TeamState {
  const figures = students < MIN_GROUP_SIZE ? NO_FIGURES : { events, runs, errors };
  return { team, students, ...figures, lastEventAt, ...(visit !== undefined && { visit: projectVisit(visit) }) };
}

/** What was found is nobody's else, but for what decides whether the student counts as stuck. */
function projectVisit({ status, finding, by, at }: Visit): Visit {
  return { status, ...(finding === 'not_stuck' && { finding }), by, at };
}

function projectQueue({ state, by, at }: HelpQueue): HelpQueue {
  return { state, by, at };
}

function projectHelp({ id, studentId, since, status, by, at }: HelpRequest, names: Pseudonyms): HelpRequest {
  return { id, studentId: names.nameOf(studentId), since, status, ...(by !== undefined && { by }), ...(at !== undefined && { at }) };
}

/** Errors that enough students have. The example is one student's own text. */
function projectErrors(errors: readonly ErrorGroup[], names: Pseudonyms): readonly ErrorGroup[] {
  return errors
    .filter(({ studentIds }) => studentIds.length >= MIN_GROUP_SIZE)
    .map(({ id, kind, check, exercise, place, errorName, message, studentIds, teams, ever, firstAt, lastAt }) => ({
      id,
      kind,
      ...(check !== undefined && { check }),
      exercise,
      place,
      errorName,
      message,
      teams,
      ever,
      firstAt,
      lastAt,
      example: '',
      studentIds: studentIds.map(names.nameOf),
    }));
}

/** Exercises that enough students have begun: a cell that few have may be one's own. */
function projectExercises(exercises: readonly ExerciseState[]): readonly ExerciseState[] {
  return letOutExercises(exercises, ({ started }) => started >= MIN_GROUP_SIZE).map(withholdFew);
}

function withholdFew(exercise: ExerciseState): ExerciseState {
  const { ran, passed, failing, here } = exercise;
  return {
    ...exercise,
    here: isFew(here) ? WITHHELD : here,
    // The three together are those who have started, so that the others would tell a small one.
    ...([ran, passed, failing].some(isFew) && NO_RESULTS),
  };
}

const NO_RESULTS = { ran: WITHHELD, passed: WITHHELD, failing: WITHHELD, medianAttempts: null, medianMs: null } as const;

function isFew(count: number): boolean {
  return count > 0 && count < MIN_GROUP_SIZE;
}
