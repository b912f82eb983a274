import { CsvError, parse } from 'csv-parse/sync';
import type { Checked } from '../../../../src/protocol';
import { toColumnName } from './roster-columns';

export interface CsvRow {
  /** As a spreadsheet numbers it, from 1. */
  readonly number: number;
  /** Without the space around them. */
  readonly cells: readonly string[];
}

/** What spreadsheets separate cells with, by country and format. */
const SEPARATORS = [',', ';', '\t'] as const;

/** Reads RFC 4180 with any line ends, and whichever separator makes a column `student_id` of the first line. Rows without any text are left out. */
export function readCsv(text: string): Checked<readonly CsvRow[]> {
  try {
    const records: string[][] = parse(text, { bom: true, delimiter: findSeparator(text), relax_column_count: true, trim: true });
    const rows = records.map((cells, index) => ({ number: index + 1, cells }));
    return { ok: true, value: rows.filter(({ cells }) => cells.some(cell => cell !== '')) };
  } catch (error) {
    if (!(error instanceof CsvError)) {
      throw error;
    }
    return { ok: false, errors: [{ path: `line ${String(error['lines'])}`, message: describeCsvError(error) }] };
  }
}

function findSeparator(text: string): string {
  const [header = ''] = text.replace(/^\uFEFF/u, '').split(/\r\n?|\n/u, 1);
  const hasId = (separator: string): boolean =>
    header.split(separator).some(cell => toColumnName(cell.replaceAll('"', '')) === 'student_id');
  const [first] = SEPARATORS;
  return SEPARATORS.find(separator => header.includes(separator) && hasId(separator)) ?? first;
}

function describeCsvError({ code }: CsvError): string {
  return code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'opens a quotation mark that is never closed'
    : 'has a quotation mark in the middle of a cell: put the whole cell in quotation marks, and write two for one inside';
}
