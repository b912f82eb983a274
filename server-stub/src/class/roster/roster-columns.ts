import type { Checked, RosterColumns } from '../../../../src/protocol';
import { rosterRefused } from './roster-flaws';

/** Where the columns of a roster are in its file. */
export interface Columns {
  readonly studentId: number;
  /** The cells that make the name, in the order in which they are written one after the other; none for no name. */
  readonly displayName: readonly number[];
  readonly team: number | undefined;
  /** How many the header has, those that a roster does not know included. */
  readonly count: number;
}

/** Ours first, then as student systems, spreadsheets and learning platforms (Moodle, Canvas) call them, the surest first. */
const STUDENT_ID = [
  'student_id',
  '学籍番号',
  '学生番号',
  '学生証番号',
  'student_number',
  'student_no',
  'matriculation_number',
  'sis_user_id',
  'id_number',
  'sis_id',
  '学生id',
  'ユーザーid',
  'ユーザid',
  'ユーザー名',
  'ユーザ名',
  'user_id',
  'username',
  'user_name',
  'login',
  'login_id',
  'sis_login_id',
  'id',
  '番号',
] as const;
const DISPLAY_NAME = ['display_name', '表示名', '氏名', '学生氏名', '名前', 'full_name', 'student_name', 'student', 'name'] as const;
const GIVEN_NAME = ['first_name', 'given_name', '名'] as const;
const FAMILY_NAME = ['last_name', 'family_name', 'surname', '姓'] as const;
const TEAM = ['team', 'チーム', 'チーム名', '班', 'グループ', 'グループ名', 'team_name', 'group', 'group_name', 'groups', '組'] as const;

const OURS = ['student_id', 'display_name', 'team'] as const;

/** Finds the columns by the header, whatever its case and width, and with spaces or hyphens for underscores. */
export function findColumns(header: readonly string[]): Checked<Columns> {
  const names = header.map(toColumnName);
  const repeated = OURS.find(name => names.indexOf(name) !== names.lastIndexOf(name));
  if (repeated !== undefined) {
    return rosterRefused('row 1', 'column_twice', { row: 1, column: repeated });
  }
  const studentId = findFirst(names, STUDENT_ID);
  if (studentId === undefined) {
    return rosterRefused('row 1', 'no_id_column', { row: 1 });
  }
  return { ok: true, value: { studentId, displayName: findName(names), team: findFirst(names, TEAM), count: names.length } };
}

export function namesStudentId(header: readonly string[]): boolean {
  return findFirst(header.map(toColumnName), STUDENT_ID) !== undefined;
}

/** What the file's header calls them. */
export function describeColumns(header: readonly string[], { studentId, displayName, team }: Columns): RosterColumns {
  const titleOf = (column: number): string => header[column] ?? '';
  return {
    studentId: titleOf(studentId),
    displayName: displayName.map(titleOf),
    ...(team !== undefined && { team: titleOf(team) }),
  };
}

/** In Japan the family's name comes first, and so does its column's title. */
function findName(names: readonly string[]): readonly number[] {
  const whole = findFirst(names, DISPLAY_NAME);
  if (whole !== undefined) {
    return [whole];
  }
  const [given, family] = [findFirst(names, GIVEN_NAME), findFirst(names, FAMILY_NAME)];
  const parts = names[family ?? -1] === '姓' ? [family, given] : [given, family];
  return parts.filter(part => part !== undefined);
}

function findFirst(names: readonly string[], known: readonly string[]): number | undefined {
  const found = known.find(name => names.includes(name));
  return found === undefined ? undefined : names.indexOf(found);
}

function toColumnName(cell: string): string {
  return cell
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/gu, '_')
    .replaceAll('.', '');
}
