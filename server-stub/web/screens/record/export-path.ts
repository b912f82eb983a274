import { classPath } from '../../api/instructor-api';

/** What people open in a spreadsheet, which would calculate what looks like a formula. */
const FOR_SPREADSHEETS: ReadonlySet<string> = new Set(['csv', 'students']);

interface ExportChoice {
  readonly hidesNames: boolean;
  /** The id of a session; undefined for the whole record. */
  readonly session: string | undefined;
}

/** Where the browser downloads the class's data from: events as an archive with a manifest, and the table of students as it is. */
export function exportPath(classId: string, format: string, { hidesNames, session }: ExportChoice): string {
  const words = new URLSearchParams({
    format,
    ...(format !== 'students' && { package: 'zip' }),
    ...(FOR_SPREADSHEETS.has(format) && { for: 'spreadsheet' }),
    ...(hidesNames && { pseudonyms: '1' }),
    ...(session !== undefined && { session }),
  });
  return `${classPath(classId, 'events')}?${words.toString()}`;
}
