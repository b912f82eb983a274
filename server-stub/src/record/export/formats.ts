import type { ArchivedFile } from './zip-archive';
import { toEventTable } from './event-table';
import { toNdjson } from './ndjson';
import { DATASET_METADATA, toCodeStates, toMainTable, toTeamTable } from './progsnap2';
import type { EventPages, RecordReading } from './record-reading';
import { toStatements } from './xapi';

export const EXPORT_FORMATS = ['ndjson', 'csv', 'progsnap2', 'xapi'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export function isExportFormat(value: unknown): value is ExportFormat {
  return EXPORT_FORMATS.some(format => format === value);
}

/** A format that is one file. */
export interface PlainFormat {
  readonly fileName: string;
  readonly mediaType: string;
  readonly write: (pages: EventPages, homePage: string) => AsyncIterable<string>;
}

/** ProgSnap2 is not among them: it is a folder. */
export const PLAIN_FORMATS: Readonly<Record<Exclude<ExportFormat, 'progsnap2'>, PlainFormat>> = {
  ndjson: { fileName: 'events.ndjson', mediaType: 'application/x-ndjson; charset=utf-8', write: toNdjson },
  csv: { fileName: 'events.csv', mediaType: 'text/csv; charset=utf-8', write: toEventTable },
  xapi: { fileName: 'statements.json', mediaType: 'application/json; charset=utf-8', write: toStatements },
};

/** A spreadsheet takes a CSV file for UTF-8 only with this at its start. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The files of an archive in a format.
 * @param first the reading that the manifest is about
 * @param again another reading, which shows what the first one did
 */
export function filesOf(format: ExportFormat, first: RecordReading, again: () => RecordReading, homePage: string): readonly ArchivedFile[] {
  if (format === 'progsnap2') {
    return progSnap2Files(first, again);
  }
  const { fileName, write } = PLAIN_FORMATS[format];
  const content = (): AsyncIterable<string> => write(first.pages(), homePage);
  return [{ name: fileName, content: format === 'csv' ? () => withStart(BYTE_ORDER_MARK, content()) : content }];
}

function progSnap2Files(first: RecordReading, again: () => RecordReading): readonly ArchivedFile[] {
  return [
    { name: 'DatasetMetadata.csv', content: () => withStart(DATASET_METADATA) },
    { name: 'MainTable.csv', content: () => toMainTable(first.pages()) },
    { name: 'CodeStates/CodeStates.csv', content: () => toCodeStates(again().pages()) },
    { name: 'LinkTables/LinkTeam.csv', content: () => withStart(toTeamTable(first.teams)) },
  ];
}

async function* withStart(start: string, rest: AsyncIterable<string> | Iterable<string> = []): AsyncGenerator<string> {
  yield start;
  yield* rest;
}
