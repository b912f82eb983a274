import type { Flaw } from '../../../../src/protocol';

type Values = Readonly<Record<string, string | number>>;

/** What can be wrong with a roster, in words; where something is named in them, it comes by that name in `values`. */
const MESSAGES = {
  unreadable_text:
    'is not text that can be read. Save it again: in Excel as “CSV UTF-8 (Comma delimited)”, in LibreOffice with the character set “Unicode (UTF-8)”, in a text editor with the encoding UTF-8',
  workbook: 'is a workbook and not text. In Excel or LibreOffice, choose “Save as” and “CSV UTF-8 (Comma delimited)”',
  open_quotation: 'opens a quotation mark that is never closed',
  stray_quotation: 'has a quotation mark in the middle of a cell: put the whole cell in quotation marks, and write two for one inside',
  column_twice: 'names the column {column} twice',
  no_id_column: 'must name the columns: student_id, display_name, team (the first is needed, the others are optional)',
  more_cells: 'has more cells than the header; put quotation marks around a cell that holds the separator',
  same_id: 'has the student_id of row {other}',
  no_id: 'has no student_id',
  long_cell: '{column} must have at most {limit} characters',
  control_characters: '{column} must not hold control characters or line breaks',
  invisible_id: '{column} must hold a character that can be seen',
  no_students: 'has no students below its header',
  too_many_students: 'has more than {most} students',
  more_rows: 'has {more} more rows like these',
} as const;

export type RosterFlawCode = keyof typeof MESSAGES;

/** @param path `row 3`, as a spreadsheet numbers it, `line 3`, as a text editor does, or nothing for the whole file */
export function rosterFlaw(path: string, code: RosterFlawCode, values: Values = {}): Flaw {
  const message = MESSAGES[code].replaceAll(/\{(\w+)\}/gu, (_, name: string) => String(values[name] ?? ''));
  return { path, message, code, values };
}

export function rosterRefused(path: string, code: RosterFlawCode, values: Values = {}): { readonly ok: false; readonly errors: [Flaw] } {
  return { ok: false, errors: [rosterFlaw(path, code, values)] };
}
