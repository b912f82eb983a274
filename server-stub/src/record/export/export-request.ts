import type { Flaw } from '../../../../src/protocol';
import { HttpProblem } from '../../http/problem';
import { readQueryFlag } from '../../http/query-flag';
import { EXPORT_FORMATS, type ExportFormat, isExportFormat } from './formats';

/** The query parameters of an export. */
export const EXPORT_WORDS = ['format', 'package', 'for', 'pseudonyms', 'codeStates', 'session'] as const;

export type ExportQuery = Readonly<Partial<Record<(typeof EXPORT_WORDS)[number], unknown>>>;

/** What is asked for. */
export interface ExportRequest {
  readonly format: ExportFormat;
  readonly isPackage: boolean;
  readonly isForSpreadsheet: boolean;
  readonly hidesNames: boolean;
  /** With `progsnap2`: each code state in a folder of its own, and not all in one table. */
  readonly hasCodeFolders: boolean;
}

const TABLES: readonly ExportFormat[] = ['csv', 'students'];

/** Which session is asked for is for the class to say. @throws HttpProblem `invalid`: who asks for what there is not must get nothing else instead */
export function readExportRequest({ format = 'ndjson', package: pack, for: use, pseudonyms, codeStates }: ExportQuery): ExportRequest {
  const hidesNames = readQueryFlag('pseudonyms', pseudonyms);
  if (!isExportFormat(format)) {
    throw refusal('format', `must be one of ${EXPORT_FORMATS.join(', ')}`);
  }
  if (pack !== undefined && pack !== 'zip') {
    throw refusal('package', 'must be zip, or absent');
  }
  if (use !== undefined && use !== 'spreadsheet') {
    throw refusal('for', 'must be spreadsheet, or absent');
  }
  if (use === 'spreadsheet' && !TABLES.includes(format)) {
    throw refusal('for', `goes with format=${TABLES.join(' and format=')} alone`);
  }
  if (pack === 'zip' && format === 'students') {
    throw refusal('package', 'goes with the formats of events alone');
  }
  if (codeStates !== undefined && (codeStates !== 'folders' || format !== 'progsnap2')) {
    throw refusal('codeStates', 'must be folders with format=progsnap2, or absent');
  }
  return {
    format,
    isPackage: pack === 'zip' || format === 'progsnap2',
    isForSpreadsheet: use === 'spreadsheet',
    hidesNames,
    hasCodeFolders: codeStates === 'folders',
  };
}

function refusal(path: string, message: string): HttpProblem {
  const errors: readonly Flaw[] = [{ path, message }];
  return new HttpProblem('invalid', 'There is no such export. Nothing was exported.', { errors });
}
