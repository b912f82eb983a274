import { type Checked, findIdFlaw, findNameFlaw, type Flaw, LIMITS, ROSTER_LIMITS, type RosterStudent } from '../../../../src/protocol';
import { decodeText } from './decode-text';
import { type CsvRow, readCsv } from './read-csv';
import { findColumns, type Columns } from './roster-columns';

/** A file that is wrong in every row is one mistake, not thousands. */
const MAX_FLAWS = 50;

/**
 * Reads a roster from a CSV file with the columns `student_id`, `display_name` and `team`, in any order and among others; only the
 * first is needed. Names every row that is wrong as a spreadsheet numbers it, the header being row 1.
 */
export function readRoster(bytes: Uint8Array): Checked<readonly RosterStudent[]> {
  const text = decodeText(bytes);
  const table = text.ok ? readCsv(text.value) : text;
  if (!table.ok) {
    return table;
  }
  const [header, ...rows] = table.value;
  const columns = findColumns(header?.cells ?? []);
  return columns.ok ? readStudents(rows, columns.value) : columns;
}

function readStudents(rows: readonly CsvRow[], columns: Columns): Checked<readonly RosterStudent[]> {
  const students = rows.map(({ cells }) => toStudent(cells, columns));
  const errors = [...findFlaws(rows, students, columns), ...findCountFlaws(students)];
  if (errors.length > 0) {
    return { ok: false, errors: shorten(errors) };
  }
  return { ok: true, value: withTeamsIfNamed(students) };
}

function toStudent(cells: readonly string[], { studentId, displayName, team }: Columns): Required<RosterStudent> {
  const cell = (column: number | undefined): string => (column === undefined ? '' : (cells[column] ?? ''));
  const id = cell(studentId);
  return { studentId: id, displayName: cell(displayName) || id, team: cell(team) };
}

function* findFlaws(rows: readonly CsvRow[], students: readonly Required<RosterStudent>[], columns: Columns): Generator<Flaw> {
  const firstRows = new Map<string, number>();
  for (const [index, student] of students.entries()) {
    const { number, cells } = rows[index] as CsvRow;
    const path = `row ${String(number)}`;
    const firstRow = firstRows.get(student.studentId);
    firstRows.set(student.studentId, firstRow ?? number);
    if (cells.slice(columns.count).some(cell => cell !== '')) {
      yield { path, message: 'has more cells than the header; put quotation marks around a cell that holds the separator' };
    } else if (firstRow !== undefined && student.studentId !== '') {
      yield { path, message: `has the student_id of row ${String(firstRow)}` };
    } else {
      yield* findNameFlaws(student).map(message => ({ path, message }));
    }
  }
}

function findNameFlaws({ studentId, displayName, team }: Required<RosterStudent>): string[] {
  if (studentId === '') {
    return ['has no student_id'];
  }
  const cells = [
    ['student_id', studentId, LIMITS.studentIdLength],
    ['display_name', displayName, LIMITS.displayNameLength],
    ['team', team, LIMITS.teamLength],
  ] as const;
  return cells.flatMap(([column, text, limit]) => {
    const flaw = column === 'student_id' ? findIdFlaw(text) : findNameFlaw(text, limit);
    return flaw === undefined ? [] : [`${column} ${flaw}`];
  });
}

function findCountFlaws(students: readonly unknown[]): Flaw[] {
  if (students.length === 0) {
    return [{ path: '', message: 'has no students below its header' }];
  }
  const most = ROSTER_LIMITS.students;
  return students.length > most ? [{ path: '', message: `has more than ${String(most)} students` }] : [];
}

function shorten(errors: readonly Flaw[]): readonly Flaw[] {
  const more = errors.length - MAX_FLAWS;
  return more > 0 ? [...errors.slice(0, MAX_FLAWS), { path: '', message: `has ${String(more)} more rows like these` }] : errors;
}

/** An empty column says nothing of teams. */
function withTeamsIfNamed(students: readonly Required<RosterStudent>[]): readonly RosterStudent[] {
  return students.some(({ team }) => team !== '') ? students : students.map(({ studentId, displayName }) => ({ studentId, displayName }));
}
