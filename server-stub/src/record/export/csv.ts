import { stringify } from 'csv-stringify/sync';

export type CsvCell = string | number | boolean | null | undefined;

/**
 * Rows as a spreadsheet may open them: a cell that would be taken for a formula (`=`, `+`, `-`, `@`, tab, return at its start) has an apostrophe before it.
 * RFC 4180, with line feeds.
 */
export function toCsv(rows: readonly (readonly CsvCell[])[]): string {
  return rows.length === 0
    ? ''
    : stringify(
        rows.map(row => row.map(toText)),
        { escape_formulas: true },
      );
}

function toText(cell: CsvCell): string {
  return cell === null || cell === undefined ? '' : String(cell);
}
