import type { CsvUse } from './formats/csv';
import { type DescribedFile, toDataDictionary } from './formats/described';
import { EVENT_COLUMNS, toEventTable } from './formats/event-table';
import type { EventPages } from './formats/event-pages';
import { NDJSON_FIELDS, toNdjson } from './formats/ndjson';
import {
  CODE_STATE_FIELDS,
  CODE_STATES_FOLDER,
  MAIN_TABLE_FIELDS,
  TEAM_FIELDS,
  toCodeFiles,
  toCodeStates,
  toDatasetMetadata,
  toMainTable,
  toTeamTable,
} from './formats/progsnap2';
import { PROGSNAP2_README } from './formats/progsnap2-readme';
import { toStatements, XAPI_FIELDS } from './formats/xapi';
import type { Pseudonyms } from './pseudonyms';
import type { RecordReading } from './record-reading';
import { STUDENT_FIELDS } from './student-table';
import type { ArchivedFile, ArchivedFolder } from './zip-archive';

export const EXPORT_FORMATS = ['ndjson', 'csv', 'progsnap2', 'xapi', 'students'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
/** `progsnap2` is not among them: it is a folder; and `students` is no record of events. */
export type PlainFormatName = Exclude<ExportFormat, 'progsnap2' | 'students'>;

export function isExportFormat(value: unknown): value is ExportFormat {
  return EXPORT_FORMATS.some(format => format === value);
}

/** What a format needs to know beside the events. */
export interface Writing extends CsvUse {
  /** The class's IRI. */
  readonly home: string;
  /** Of ProgSnap2: each code state in a folder of its own. */
  readonly hasCodeFolders?: boolean;
  /** Undefined: the students' own ids. */
  readonly pseudonyms?: Pseudonyms | undefined;
}

/** A format of events that is one file. */
interface PlainFormat {
  readonly fileName: string;
  readonly mediaType: string;
  readonly write: (pages: EventPages, writing: Writing) => AsyncIterable<string>;
}

export const CSV_TYPE = 'text/csv; charset=utf-8';

export const PLAIN_FORMATS: Readonly<Record<PlainFormatName, PlainFormat>> = {
  ndjson: { fileName: 'events.ndjson', mediaType: 'application/x-ndjson; charset=utf-8', write: toNdjson },
  csv: { fileName: 'events.csv', mediaType: CSV_TYPE, write: toEventTable },
  xapi: {
    fileName: 'statements.json',
    mediaType: 'application/json; charset=utf-8',
    write: (pages, { home }) => toStatements(pages, home),
  },
};

const PROGSNAP2_FILES: readonly DescribedFile[] = [
  { name: 'MainTable.csv', fields: MAIN_TABLE_FIELDS },
  { name: 'CodeStates.csv', fields: CODE_STATE_FIELDS },
  { name: 'LinkTables/LinkTeam.csv', fields: TEAM_FIELDS },
];

/** Every file of every format, with what is in it. */
export const DESCRIBED_FILES: Readonly<Record<ExportFormat, readonly DescribedFile[]>> = {
  ndjson: [{ name: PLAIN_FORMATS.ndjson.fileName, fields: NDJSON_FIELDS }],
  csv: [{ name: PLAIN_FORMATS.csv.fileName, fields: EVENT_COLUMNS }],
  progsnap2: PROGSNAP2_FILES,
  xapi: [{ name: PLAIN_FORMATS.xapi.fileName, fields: XAPI_FIELDS }],
  students: [{ name: 'students.csv', fields: STUDENT_FIELDS }],
};

/**
 * The files of an archive in a format of events, and the dictionary of what is in them.
 * @param first the reading that the manifest is about
 * @param again another reading, which shows what the first one did
 */
export function filesOf(
  format: Exclude<ExportFormat, 'students'>,
  first: RecordReading,
  again: () => RecordReading,
  writing: Writing,
): readonly (ArchivedFile | ArchivedFolder)[] {
  const dictionary = { name: 'data-dictionary.csv', content: () => once(toDataDictionary(DESCRIBED_FILES[format])) };
  if (format === 'progsnap2') {
    return [...progSnap2Files(first, again, writing), dictionary];
  }
  const { fileName, write } = PLAIN_FORMATS[format];
  return [{ name: fileName, content: () => write(named(first.pages(), writing), writing) }, dictionary];
}

/** What a format of events writes, under the names that are asked for. */
export function named(pages: EventPages, { pseudonyms }: Writing): EventPages {
  return pseudonyms === undefined ? pages : pseudonyms.ofPages(pages);
}

function progSnap2Files(first: RecordReading, again: () => RecordReading, writing: Writing): readonly (ArchivedFile | ArchivedFolder)[] {
  const { pseudonyms, hasCodeFolders = false } = writing;
  const pagesAgain = (): EventPages => named(again().pages(), writing);
  const teams = (): ReadonlyMap<string, ReadonlySet<string>> => pseudonyms?.ofTeams(first.teams) ?? first.teams;
  return [
    { name: 'README.md', content: () => once(PROGSNAP2_README) },
    { name: 'DatasetMetadata.csv', content: () => once(toDatasetMetadata(hasCodeFolders)) },
    { name: 'MainTable.csv', content: () => toMainTable(named(first.pages(), writing)) },
    hasCodeFolders
      ? { name: CODE_STATES_FOLDER, files: () => toCodeFiles(pagesAgain()) }
      : { name: 'CodeStates.csv', content: () => toCodeStates(pagesAgain()) },
    { name: 'LinkTables/LinkTeam.csv', content: () => once(toTeamTable(teams())) },
  ];
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
