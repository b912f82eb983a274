import type { Flaw } from '../../../../src/protocol';
import { inertLine } from '../../text/inert';
import { t } from '../../text/translate';

/** As the words of ours for the flaws of a roster are called; what a newer server finds is told in its own words. */
const CODES = [
  'unreadable_text',
  'workbook',
  'open_quotation',
  'stray_quotation',
  'column_twice',
  'no_id_column',
  'more_cells',
  'same_id',
  'no_id',
  'long_cell',
  'control_characters',
  'invisible_id',
  'no_students',
  'too_many_students',
  'more_rows',
] as const;

/** One flaw of a roster, in the reader's language; undefined for one that is not known here. */
export function rosterFlawText({ code, values = {} }: Flaw): string | undefined {
  const known = CODES.find(candidate => candidate === code);
  if (known === undefined) {
    return undefined;
  }
  const { row, line, column = '', other = 0, limit = 0, most = 0, more = 0 } = values;
  const flaw = t(`roster.flaws.${known}`, {
    column: inertLine(String(column), 80),
    other: Number(other),
    limit: Number(limit),
    most: Number(most),
    more: Number(more),
  });
  if (row !== undefined) {
    return t('roster.flaws.row', { row: Number(row), flaw });
  }
  return line === undefined ? flaw : t('roster.flaws.line', { line: Number(line), flaw });
}
