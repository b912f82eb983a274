import type { ClassDelta, ClassState, ClassSummary, ErrorGroup, ExerciseState, StudentState, TeamState } from '../../../src/protocol';
import { DEFAULT_ATTENTION, DEFAULT_POLICY } from '../../../src/protocol';
import { type Entry, isStuck } from '../class/model/entry';
import { conditionOf } from '../class/model/condition';
import { placeOf } from '../class/model/whereabouts';

export const AS_OF = '2026-11-22T10:00:00.000Z';

export function makeStudent(studentId: string, changes: Partial<StudentState> = {}): StudentState {
  return {
    studentId,
    displayName: `Name of ${studentId}`,
    team: '',
    status: 'working',
    enrolledAt: '2026-11-22T09:00:00.000Z',
    lastEventAt: '2026-11-22T09:59:48.000Z',
    lastSeenAt: AS_OF,
    events: 3,
    runs: 2,
    errors: 1,
    errorStreak: 0,
    notebook: 'week 1/loops.ipynb',
    exercise: null,
    lastError: null,
    ...changes,
  };
}

export function makeEntry(studentId: string, changes: Partial<StudentState> = {}, helpSince?: string): Entry {
  const student = makeStudent(studentId, changes);
  const help = helpSince === undefined ? undefined : { id: `h-${studentId}`, studentId, since: helpSince, status: 'open' as const };
  const judging = { thresholds: DEFAULT_ATTENTION, nowMs: Date.parse(AS_OF) };
  return {
    student,
    help,
    place: placeOf(student, []),
    condition: conditionOf(student, help !== undefined, isStuck(student, { exercises: [], teams: new Map() }, judging)),
  };
}

export function makeTeam(team: string, changes: Partial<TeamState> = {}): TeamState {
  return { team, students: 1, events: 0, runs: 0, errors: 0, lastEventAt: null, ...changes };
}

export function makeErrorGroup(id: string, changes: Partial<ErrorGroup> = {}): ErrorGroup {
  return {
    id,
    kind: 'error',
    exercise: null,
    place: 'loops.ipynb',
    errorName: 'NameError',
    message: 'name … is not defined',
    example: "name 'x' is not defined",
    studentIds: ['a'],
    teams: 0,
    ever: 2,
    firstAt: '2026-11-22T09:50:00.000Z',
    lastAt: '2026-11-22T09:59:00.000Z',
    ...changes,
  };
}

export function makeExercise(id: string, changes: Partial<ExerciseState> = {}): ExerciseState {
  const counts = { started: 0, ran: 0, passed: 0, failing: 0, here: 0, medianAttempts: null, medianMs: null, medianRunMs: null };
  return { id, name: id, notebook: 'loops.ipynb', index: 0, isChecked: true, ...counts, ...changes };
}

export function makeState(students: readonly StudentState[], changes: Partial<ClassState> = {}): ClassState {
  const totals = { students: students.length, events: 0, runs: 0, errors: 0 };
  return { asOf: AS_OF, classId: 'c1', totals, students, teams: [], help: [], errors: [], exercises: [], ...changes };
}

export function makeDelta(students: readonly StudentState[], changes: Partial<ClassDelta> = {}): ClassDelta {
  return { asOf: AS_OF, totals: { students: 1, events: 0, runs: 0, errors: 0 }, students, teams: [], ...changes };
}

export const CLASS: ClassSummary = { id: 'c1', name: 'Python 101', joinCode: 'KOALA7', policy: DEFAULT_POLICY };
