import type { Checked } from '../../../../src/protocol';

/** Where the columns of a roster are in its file. */
export interface Columns {
  readonly studentId: number;
  readonly displayName: number | undefined;
  readonly team: number | undefined;
  /** How many the header has, those that a roster does not know included. */
  readonly count: number;
}

const NAMES = ['student_id', 'display_name', 'team'] as const;

/** Finds the columns by the header, whatever its case, and with spaces or hyphens for underscores. */
export function findColumns(header: readonly string[]): Checked<Columns> {
  const names = header.map(toColumnName);
  const repeated = NAMES.find(name => names.indexOf(name) !== names.lastIndexOf(name));
  if (repeated !== undefined) {
    return headerFlaw(`names the column ${repeated} twice`);
  }
  const [studentId, displayName, team] = NAMES.map(name => (names.includes(name) ? names.indexOf(name) : undefined));
  if (studentId === undefined) {
    return headerFlaw('must name the columns: student_id, display_name, team (the first is needed, the others are optional)');
  }
  return { ok: true, value: { studentId, displayName, team, count: names.length } };
}

export function toColumnName(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/gu, '_');
}

function headerFlaw(message: string): { readonly ok: false; readonly errors: [{ path: string; message: string }] } {
  return { ok: false, errors: [{ path: 'row 1', message }] };
}
