import { stringify } from 'csv-stringify/sync';

export type CsvCell = string | number | boolean | null | undefined;

/** A spreadsheet takes a CSV file for UTF-8 only with this at its start. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** For whom a table is: with `spreadsheet`, for a program that would calculate what looks like a formula. */
export interface CsvUse {
  readonly isForSpreadsheet?: boolean;
}

/**
 * Rows as they are, by RFC 4180 with line feeds. For a spreadsheet a cell that would be taken for a formula (`=`, `+`, `-`, `@`, tab, return at
 * its start) has an apostrophe before it: `-1` is another value then, and code no longer the code that ran.
 */
export function toCsv(rows: readonly (readonly CsvCell[])[], { isForSpreadsheet = false }: CsvUse = {}): string {
  return rows.length === 0
    ? ''
    : stringify(
        rows.map(row => row.map(toText)),
        { escape_formulas: isForSpreadsheet },
      );
}

function toText(cell: CsvCell): string {
  return cell === null || cell === undefined ? '' : String(cell);
}
