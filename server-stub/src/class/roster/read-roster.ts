import {
  type Checked,
  findIdFlaw,
  findNameFlaw,
  type Flaw,
  LIMITS,
  ROSTER_LIMITS,
  type RosterColumns,
  type RosterStudent,
} from '../../../../src/protocol';
import { decodeText, type TextEncoding } from './decode-text';
import { type CsvRow, readCsv } from './read-csv';
import { type Columns, describeColumns, findColumns } from './roster-columns';
import { rosterFlaw, type RosterFlawCode } from './roster-flaws';

/** A file that is wrong in every row is one mistake, not thousands. */
const MAX_FLAWS = 50;

/** A roster as its file says it, and how that was read, for the instructor to judge. */
export interface ReadRoster {
  readonly students: readonly RosterStudent[];
  readonly encoding: TextEncoding;
  readonly columns: RosterColumns;
}

/**
 * Reads a roster from a CSV file with the columns `student_id`, `display_name` and `team`, or as student systems call them, in any order and among others;
 * only the first is needed. Names every row that is wrong as a spreadsheet numbers it, the header being row 1.
 */
export function readRoster(bytes: Uint8Array): Checked<ReadRoster> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) {
    return decoded;
  }
  const { text, encoding } = decoded.value;
  const table = readCsv(text);
  if (!table.ok) {
    return table;
  }
  const [{ cells: header } = { cells: [] }, ...rows] = table.value;
  const columns = findColumns(header);
  if (!columns.ok) {
    return columns;
  }
  const students = readStudents(rows, columns.value);
  return students.ok
    ? { ok: true, value: { students: students.value, encoding, columns: describeColumns(header, columns.value) } }
    : students;
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
  const name = displayName
    .map(cell)
    .filter(part => part !== '')
    .join(' ');
  return { studentId: id, displayName: name || id, team: cell(team) };
}

function* findFlaws(rows: readonly CsvRow[], students: readonly Required<RosterStudent>[], columns: Columns): Generator<Flaw> {
  const firstRows = new Map<string, number>();
  for (const [index, student] of students.entries()) {
    const { number, cells } = rows[index] as CsvRow;
    const [path, row] = [`row ${String(number)}`, { row: number }];
    const firstRow = firstRows.get(student.studentId);
    firstRows.set(student.studentId, firstRow ?? number);
    if (cells.slice(columns.count).some(cell => cell !== '')) {
      yield rosterFlaw(path, 'more_cells', row);
    } else if (firstRow !== undefined && student.studentId !== '') {
      yield rosterFlaw(path, 'same_id', { ...row, other: firstRow });
    } else {
      yield* findNameFlaws(student, path, row);
    }
  }
}

function findNameFlaws({ studentId, displayName, team }: Required<RosterStudent>, path: string, row: { readonly row: number }): Flaw[] {
  if (studentId === '') {
    return [rosterFlaw(path, 'no_id', row)];
  }
  const cells = [
    ['student_id', studentId, LIMITS.studentIdLength],
    ['display_name', displayName, LIMITS.displayNameLength],
    ['team', team, LIMITS.teamLength],
  ] as const;
  return cells.flatMap(([column, text, limit]) => {
    const code = findCellFlaw(column, text, limit);
    return code === undefined ? [] : [rosterFlaw(path, code, { ...row, column, limit })];
  });
}

/** The protocol's own rules for names; a cell comes without the space around it. */
function findCellFlaw(column: string, text: string, limit: number): RosterFlawCode | undefined {
  if (findNameFlaw(text, limit) !== undefined) {
    return text.length > limit ? 'long_cell' : 'control_characters';
  }
  return column === 'student_id' && findIdFlaw(text) !== undefined ? 'invisible_id' : undefined;
}

function findCountFlaws(students: readonly unknown[]): Flaw[] {
  if (students.length === 0) {
    return [rosterFlaw('', 'no_students')];
  }
  const most = ROSTER_LIMITS.students;
  return students.length > most ? [rosterFlaw('', 'too_many_students', { most })] : [];
}

function shorten(errors: readonly Flaw[]): readonly Flaw[] {
  const more = errors.length - MAX_FLAWS;
  return more > 0 ? [...errors.slice(0, MAX_FLAWS), rosterFlaw('', 'more_rows', { more })] : errors;
}

/** An empty column says nothing of teams. */
function withTeamsIfNamed(students: readonly Required<RosterStudent>[]): readonly RosterStudent[] {
  return students.some(({ team }) => team !== '') ? students : students.map(({ studentId, displayName }) => ({ studentId, displayName }));
}
