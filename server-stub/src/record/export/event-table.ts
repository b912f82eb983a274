import { type CellError, type CellReference, type ExportedEvent, isObject, type JsonObject } from '../../../../src/protocol';
import { readCell, readError, readNotebook, readQuestion } from '../../live/projection/events/event-data';
import { type CsvCell, toCsv } from './csv';
import type { EventPages } from './record-reading';

/** A value out of an event's data, if it is a plain one. */
function plain(value: unknown): CsvCell {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** An event with its data, of which nothing is known but that a student's machine sent it. */
interface Row {
  readonly event: ExportedEvent;
  readonly data: JsonObject;
  readonly cell: CellReference | undefined;
  readonly error: CellError | undefined;
}

/** The columns, in order: the event's own fields, what is in the data of most events, and all of the data as JSON. */
const COLUMNS: readonly (readonly [name: string, read: (row: Row) => CsvCell])[] = [
  ['classId', ({ event }) => event.classId],
  ['studentId', ({ event }) => event.studentId],
  ['team', ({ event }) => event.team],
  ['sid', ({ event }) => event.sid],
  ['from', ({ event }) => event.from],
  ['seq', ({ event }) => event.seq],
  ['type', ({ event }) => event.type],
  ['time', ({ event }) => event.time],
  ['receivedAt', ({ event }) => event.receivedAt],
  ['notebook', ({ data }) => readNotebook(data)],
  ['exercise', ({ cell }) => cell?.exercise],
  ['cellId', ({ cell }) => cell?.id],
  ['cellIndex', ({ cell }) => cell?.index],
  ['ok', ({ data }) => plain(data['ok'])],
  ['durationMs', ({ data }) => plain(data['durationMs'])],
  ['executionCount', ({ data }) => plain(data['executionCount'])],
  ['language', ({ data }) => plain(data['language'])],
  ['errorName', ({ error }) => error?.name],
  ['errorMessage', ({ error }) => error?.message],
  ['question', ({ data }) => readQuestion(data)],
  ['code', ({ data }) => plain(data['code'])],
  ['output', ({ data }) => plain(data['output'])],
  ['data', ({ data }) => JSON.stringify(data)],
];

/** A table with a line for each event, its first line the names of the columns. */
export async function* toEventTable(pages: EventPages): AsyncGenerator<string, void, undefined> {
  yield toCsv([COLUMNS.map(([name]) => name)]);
  for await (const page of pages) {
    yield toCsv(page.map(toRow));
  }
}

function toRow(event: ExportedEvent): CsvCell[] {
  const data = isObject(event.data) ? event.data : {};
  const row = { event, data, cell: readCell(data), error: readError(data) };
  return COLUMNS.map(([, read]) => read(row));
}
