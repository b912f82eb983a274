import { CsvError, parse } from 'csv-parse/sync';
import type { Checked } from '../../../../src/protocol';
import { namesStudentId } from './roster-columns';
import { type RosterFlawCode, rosterRefused } from './roster-flaws';

export interface CsvRow {
  /** As a spreadsheet numbers it, from 1. */
  readonly number: number;
  /** Without the space around them. */
  readonly cells: readonly string[];
}

/** What spreadsheets separate cells with, by country and format. */
const SEPARATORS = [',', ';', '\t'] as const;
const BLANK: ReadonlySet<string> = new Set([...SEPARATORS, ' ', '\r', '\n']);

/** Reads RFC 4180 with any line ends, and whichever separator makes a column of student ids in the first line. Rows without any text are left out. */
export function readCsv(text: string): Checked<readonly CsvRow[]> {
  try {
    const records: string[][] = parse(withoutBlankEnd(text), {
      bom: true,
      delimiter: findSeparator(text),
      relax_column_count: true,
      trim: true,
    });
    const rows = records.map((cells, index) => ({ number: index + 1, cells }));
    return { ok: true, value: rows.filter(({ cells }) => cells.some(cell => cell !== '')) };
  } catch (error) {
    if (!(error instanceof CsvError)) {
      throw error;
    }
    const line = Number(error['lines']);
    return rosterRefused(`line ${String(line)}`, flawOf(error), { line });
  }
}

/** A spreadsheet may save every row that was ever formatted, a hundred thousand without any text. */
function withoutBlankEnd(text: string): string {
  let end = text.length;
  while (end > 0 && BLANK.has(text[end - 1] ?? '')) {
    end -= 1;
  }
  const lineEnd = text.indexOf('\n', end);
  return lineEnd === -1 ? text : text.slice(0, lineEnd + 1);
}

function findSeparator(text: string): string {
  const [header = ''] = text.replace(/^\uFEFF/u, '').split(/\r\n?|\n/u, 1);
  const hasId = (separator: string): boolean => namesStudentId(header.replaceAll('"', '').split(separator));
  const [first] = SEPARATORS;
  return SEPARATORS.find(separator => header.includes(separator) && hasId(separator)) ?? first;
}

function flawOf({ code }: CsvError): RosterFlawCode {
  return code === 'CSV_QUOTE_NOT_CLOSED' ? 'open_quotation' : 'stray_quotation';
}
