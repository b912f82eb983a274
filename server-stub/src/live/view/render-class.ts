import {
  type ClassDelta,
  type ClassState,
  type ErrorGroup,
  type ExerciseState,
  LIMITS,
  type SentMessage,
  type StudentDetail,
  type StudentState,
} from '../../../../src/protocol';
import { toTimestamp } from '../../platform/clock';
import type { ClassProjection } from '../projection/class-projection';
import type { ExerciseView } from '../projection/exercises/exercise-view';
import { renderStudent, renderTeams, renderTotals, type Viewpoint } from '../projection/render';
import { renderSession } from '../projection/sessions/render-session';
import { type Absentees, renderAbsentee } from './absentees';
import type { MissedChanges } from './change-versions';
import type { StudentRenderings } from './student-renderings';

/** A class as it is at one moment, from one point of view. */
export interface ClassSight {
  readonly classId: string;
  readonly projection: ClassProjection;
  readonly absentees: Absentees;
  readonly viewpoint: Viewpoint;
  /** Students who have been rendered before; anew, if not given. */
  readonly renderings?: Pick<StudentRenderings, 'of'>;
}

/** The parts that a delta holds whole, as of the last look at them. */
export interface WholeParts {
  readonly errors: () => readonly ErrorGroup[];
  readonly exercises: () => readonly ExerciseState[];
  readonly messages: () => readonly SentMessage[];
}

const ANEW = { of: (_: string, render: () => StudentState): StudentState => render() };

/** Everybody, first those who joined. */
export function renderEverybody({ projection, absentees, viewpoint, renderings = ANEW }: ClassSight): StudentState[] {
  return [
    ...[...projection.students.values()].map(record => renderings.of(record.studentId, () => renderStudent(record, viewpoint))),
    ...absentees.list().map(absentee => renderings.of(absentee.studentId, () => renderAbsentee(absentee, viewpoint))),
  ];
}

/** All of it, for `GET /state` and a feed's snapshot. */
export function renderState(sight: ClassSight, exercises: ExerciseView): ClassState {
  const { classId, projection, viewpoint } = sight;
  exercises.look();
  const records = [...projection.students.values()];
  const messages = projection.messages.newest({ limit: LIMITS.messagesShown, yardstickOf: key => exercises.yardstickOf(key) });
  const session = renderSession(projection.sessions, viewpoint.nowMs);
  return {
    asOf: toTimestamp(viewpoint.nowMs),
    classId,
    totals: renderTotals(records, viewpoint.sinceMs),
    students: renderEverybody(sight),
    teams: renderTeams(records, viewpoint),
    ...renderHelp(viewpoint),
    errors: exercises.errors(projection.students),
    exercises: exercises.exercises(),
    ...(projection.staff.size > 0 && { staff: renderStaff({ projection, viewpoint }) }),
    ...(messages.length > 0 && { messages }),
    ...(session !== undefined && { session }),
  };
}

function renderHelp({ helpAndVisits, nowMs }: Viewpoint): Pick<ClassState, 'help' | 'queue'> {
  const { queue } = helpAndVisits;
  return { help: helpAndVisits.help(nowMs), ...(queue !== undefined && { queue }) };
}

/** What a viewer missed, each part whole. */
export function renderDelta(sight: ClassSight, missed: MissedChanges, parts: WholeParts): ClassDelta {
  const { projection, viewpoint } = sight;
  const records = [...projection.students.values()];
  const students = renderStudents(sight, missed.students);
  const known = new Set(students.map(({ studentId }) => studentId));
  const session = renderSession(projection.sessions, viewpoint.nowMs);
  const removed = [...missed.students].filter(studentId => !known.has(studentId));
  return {
    asOf: toTimestamp(viewpoint.nowMs),
    ...(removed.length > 0 && { removed }),
    totals: renderTotals(records, viewpoint.sinceMs),
    students,
    teams: renderTeams(records, viewpoint, missed.teams),
    ...([...missed.students].some(studentId => projection.staffMarks.knows(studentId)) && { staff: renderStaff(sight) }),
    ...(missed.help && renderHelp(viewpoint)),
    ...(missed.parts.has('errors') && { errors: parts.errors() }),
    ...(missed.parts.has('exercises') && { exercises: parts.exercises() }),
    ...(missed.parts.has('messages') && { messages: parts.messages() }),
    ...(missed.parts.has('session') && session !== undefined && { session }),
  };
}

function renderStaff({ projection, viewpoint }: Pick<ClassSight, 'projection' | 'viewpoint'>): StudentState[] {
  return [...projection.staff.values()].map(record => renderStudent(record, viewpoint));
}

/** One student with their recent runs; undefined for one that the class does not know. */
export function renderDetail({ projection, absentees, viewpoint }: ClassSight, studentId: string): StudentDetail | undefined {
  const record = projection.find(studentId);
  viewpoint.exercises.look();
  if (record !== undefined) {
    return { student: renderStudent(record, viewpoint), runs: record.recentRuns() };
  }
  const absentee = absentees.find(studentId);
  return absentee && { student: renderAbsentee(absentee, viewpoint), runs: [] };
}

/** Those of the wanted whom the class knows, first those who joined. */
function renderStudents({ projection, absentees, viewpoint, renderings = ANEW }: ClassSight, wanted: ReadonlySet<string>): StudentState[] {
  const joined = [...projection.students.values()].filter(({ studentId }) => wanted.has(studentId));
  const absent = absentees.list().filter(({ studentId }) => wanted.has(studentId));
  return [
    ...joined.map(record => renderings.of(record.studentId, () => renderStudent(record, viewpoint))),
    ...absent.map(absentee => renderings.of(absentee.studentId, () => renderAbsentee(absentee, viewpoint))),
  ];
}
