import { type CsvCell, toCsv } from './csv';

/** What a column or field means: a line of the data dictionary. */
export interface Described {
  readonly name: string;
  readonly what: string;
  readonly unit?: string;
  /** Whose clock: `student` is their machine's own and may be wrong by any amount; `server` is the server's, and in order. */
  readonly clock?: 'student' | 'server';
}

/** A column of a table, and where its cells come from. */
export interface Column<Row> extends Described {
  readonly read: (row: Row) => CsvCell;
}

/** A file of an export, and what is in it. */
export interface DescribedFile {
  readonly name: string;
  readonly fields: readonly Described[];
}

/** `data-dictionary.csv`: a line for each column or field of each file. */
export function toDataDictionary(files: readonly DescribedFile[]): string {
  const rows = files.flatMap(file => file.fields.map(({ name, unit, clock, what }) => [file.name, name, unit, clock, what]));
  return toCsv([['File', 'Field', 'Unit', 'Clock', 'Meaning'], ...rows]);
}
