import type { ExerciseMatrix, ExerciseProgress, StudentState } from '../../../../src/protocol';
import type { ClassView } from '../../live/view/class-view';
import type { MetSession } from '../../live/sessions/find-session';
import type { RunCounts } from '../../live/projection/students/run-times';
import type { StudentRecord } from '../../live/projection/students/student-record';
import { BYTE_ORDER_MARK, type CsvUse, toCsv } from './formats/csv';
import type { Column, Described } from './formats/described';
import type { Pseudonyms } from './pseudonyms';

interface Row {
  readonly student: StudentState;
  readonly progress: readonly ExerciseProgress[];
  readonly pseudonym: string;
  readonly isStaff: boolean;
  readonly work: StudentWork;
}

/** What a student did in the session that is asked for, or ever. */
interface StudentWork extends RunCounts {
  readonly wasThere: boolean;
}

const countOf =
  (status: ExerciseProgress['status']) =>
  ({ progress, isStaff }: Row): number | null =>
    isStaff ? null : progress.filter(one => one.status === status).length;

const COLUMNS: readonly Column<Row>[] = [
  { name: 'studentId', what: 'as in the other tables; with pseudonyms=1 the pseudonym', read: ({ student }) => student.studentId },
  {
    name: 'displayName',
    what: 'what the student is called, by the roster or by themselves; empty with pseudonyms=1',
    read: ({ student }) => student.displayName,
  },
  { name: 'team', what: 'the team now; empty for none', read: ({ student }) => student.team },
  {
    name: 'pseudonym',
    what: 'what exports with pseudonyms=1 call the student: this column is what resolves them',
    read: ({ pseudonym }) => pseudonym,
  },
  { name: 'staff', what: 'whether this is an instructor who joined to demonstrate, and counts nowhere', read: ({ isStaff }) => isStaff },
  { name: 'verified', what: 'whether JupyterHub vouched for who this is', read: ({ student }) => student.verified === true },
  {
    name: 'status',
    what: 'now: not_joined, not_here (joined before this session), not_started, working, idle or offline',
    read: ({ student }) => student.status,
  },
  {
    name: 'enrolledAt',
    clock: 'server',
    what: 'when the student joined last; empty for not_joined',
    read: ({ student }) => student.enrolledAt,
  },
  {
    name: 'lastEventAt',
    what: 'the newest event, by the student’s clock as the server corrects it',
    read: ({ student }) => student.lastEventAt,
  },
  { name: 'lastSeenAt', clock: 'server', what: 'when the server last heard from the student', read: ({ student }) => student.lastSeenAt },
  { name: 'events', what: 'events in the record', read: ({ student }) => student.events },
  {
    name: 'wasThere',
    what: 'whether anything was heard of what the student did: with session=ID in that session, else ever',
    read: ({ work }) => work.wasThere,
  },
  { name: 'runs', what: 'runs of cells: with session=ID those of that session, else all in the record', read: ({ work }) => work.runs },
  {
    name: 'errors',
    what: 'of those runs: how many failed; one that a person stopped, or of an untouched placeholder (ended: interrupted, untouched), is no attempt and does not count',
    read: ({ work }) => work.errors,
  },
  {
    name: 'exercisesStarted',
    what: 'exercises that the student has a run or a check’s result of; this and the next two are empty for staff',
    read: ({ progress, isStaff }) => (isStaff ? null : progress.length),
  },
  {
    name: 'exercisesPassed',
    what: 'of those: all checks are right now; without a check, it runs where the class says that running counts',
    read: countOf('passed'),
  },
  { name: 'exercisesFailing', what: 'of those: the newest run or a check fails now', read: countOf('failing') },
];

export const STUDENT_FIELDS: readonly Described[] = COLUMNS;

interface TableUse extends CsvUse {
  readonly hidesNames?: boolean;
  /** Whose runs are counted; undefined: all. */
  readonly session?: MetSession | undefined;
}

/** A table with a line for each student who has joined or is on the roster, as the class stands now. The view must have been caught up. */
export function* toStudentTable(
  view: ClassView,
  pseudonyms: Pseudonyms,
  { isForSpreadsheet = false, hidesNames = false, session }: TableUse,
): Generator<string, void, undefined> {
  const progress = new Map<string, ExerciseMatrix['students'][number]['progress']>();
  for (const each of view.exercises.matrix(view.projection.students.keys()).students) {
    progress.set(each.studentId, each.progress);
  }
  const { students, staff = [] } = view.state();
  const everybody = [...students.map(student => ({ student, isStaff: false })), ...staff.map(student => ({ student, isStaff: true }))];
  yield (isForSpreadsheet ? BYTE_ORDER_MARK : '') + toCsv([COLUMNS.map(({ name }) => name)]);
  const rows = everybody.map(({ student, isStaff }) => {
    const pseudonym = pseudonyms.ofStudent(student.studentId);
    const shown = hidesNames ? { ...student, studentId: pseudonym, displayName: '', team: pseudonyms.ofTeam(student.team) } : student;
    const work = workOf(view.projection.find(student.studentId), session);
    return { student: shown, isStaff, pseudonym, work, progress: progress.get(student.studentId) ?? [] };
  });
  // Whoever has come late would be told by their place.
  const ordered = hidesNames ? rows.toSorted((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1)) : rows;
  yield toCsv(
    ordered.map(row => COLUMNS.map(({ read }) => read(row))),
    { isForSpreadsheet },
  );
}

/** Whoever never joined has done nothing. */
function workOf(record: StudentRecord | undefined, session: MetSession | undefined): StudentWork {
  if (record === undefined) {
    return { wasThere: false, runs: 0, errors: 0 };
  }
  const { there, runTimes, events } = record;
  if (session === undefined) {
    return { wasThere: events > 0, ...runTimes.total };
  }
  const { met, time } = session;
  const counts = runTimes.between(time.fromMs, time.toMs);
  return { wasThere: counts.runs > 0 || there.isAnyIn(met.fromMs, met.toMs), ...counts };
}
