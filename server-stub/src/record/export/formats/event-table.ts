import { type CellReference, type ExportedEvent, isObject, type JsonObject } from '../../../../../src/protocol';
import { readCell, readQuestion } from '../../../live/projection/events/event-data';
import { BYTE_ORDER_MARK, type CsvCell, type CsvUse, toCsv } from './csv';
import type { Column, Described } from './described';
import type { EventPages } from './event-pages';
import { isInstructorStep } from './event-identity';
import { NDJSON_FIELDS, STEP_FIELDS } from './ndjson';

/** A value out of an event's data, if it is a plain one. */
function plain(value: unknown): CsvCell {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/** An event with its data, of which nothing is known but that a student's machine sent it. */
interface Row {
  readonly event: ExportedEvent;
  readonly data: JsonObject;
  readonly cell: CellReference | undefined;
  readonly error: JsonObject;
}

type OwnField = Exclude<keyof ExportedEvent, 'data'>;

const OWN_FIELDS: readonly OwnField[] = ['classId', 'studentId', 'team', 'sid', 'from', 'seq', 'type', 'time', 'receivedAt'];

/** What a student's machine says under such a name is none of an instructor's. */
function stepColumn(described: Described): Column<Row> {
  return { ...described, read: ({ event, data }) => (isInstructorStep(event) ? plain(data[described.name]) : undefined) };
}

function ownColumn(field: OwnField): Column<Row> {
  const described = NDJSON_FIELDS.find(({ name }) => name === field) ?? { name: field, what: '' };
  return { ...described, read: ({ event }) => event[field] };
}

/** In order: the event's own fields, what is in the data of most events, and all of the data as JSON. */
export const EVENT_COLUMNS: readonly Column<Row>[] = [
  ...OWN_FIELDS.map(ownColumn),
  { name: 'notebook', what: 'path of the notebook, relative to the Jupyter server’s root', read: ({ data }) => plain(data['notebook']) },
  { name: 'exercise', what: 'the author’s name of the exercise that the cell belongs to', read: ({ cell }) => cell?.exercise },
  { name: 'cellId', what: 'nbformat’s id of the cell', read: ({ cell }) => cell?.id },
  { name: 'cellIndex', what: 'the cell’s place in the notebook, from 0', read: ({ cell }) => cell?.index },
  {
    name: 'ok',
    what: 'whether the run ended without an error, which says nothing of whether it is right',
    read: ({ data }) => plain(data['ok']),
  },
  {
    name: 'ended',
    what: 'interrupted: stopped by a person; untouched: the author’s placeholder ran as it was handed out; kernel_died: the kernel died under it. Empty for any other end',
    read: ({ data }) => plain(data['ended']),
  },
  {
    name: 'checks',
    what: 'what the run said of whether exercises are right: JSON, a list of {exercise, check, ok}. With ended interrupted or untouched they are no results',
    read: ({ data }) => (Array.isArray(data['checks']) ? JSON.stringify(data['checks']) : undefined),
  },
  {
    name: 'durationMs',
    unit: 'ms',
    clock: 'student',
    what: 'of a run: from the kernel’s start of it, without the time that it waited for input; by a clock that only goes forward',
    read: ({ data }) => plain(data['durationMs']),
  },
  { name: 'executionCount', what: 'the number that Jupyter shows beside the cell', read: ({ data }) => plain(data['executionCount']) },
  { name: 'language', what: 'the kernel’s language', read: ({ data }) => plain(data['language']) },
  { name: 'errorName', what: 'from level errors on', read: ({ error }) => plain(error['name']) },
  { name: 'errorMessage', what: 'from level errors on', read: ({ error }) => plain(error['message']) },
  { name: 'question', what: 'what a student asked with a help request', read: ({ data }) => readQuestion(data) },
  { name: 'code', what: 'from level code on: the cell’s source as it ran, with secrets masked', read: ({ data }) => plain(data['code']) },
  { name: 'output', what: 'with level outputs: the text of the output, with secrets masked', read: ({ data }) => plain(data['output']) },
  ...STEP_FIELDS.map(stepColumn),
  {
    name: 'by',
    what: 'of an instructor’s step: the name of who did it',
    read: ({ event, data }) => (isInstructorStep(event) && isObject(data['by']) ? plain(data['by']['name']) : undefined),
  },
  { name: 'data', what: 'all of the event’s own data, as JSON', read: ({ data }) => JSON.stringify(data) },
];

/** A table with a line for each event, its first line the names of the columns. */
export async function* toEventTable(pages: EventPages, use: CsvUse): AsyncGenerator<string, void, undefined> {
  yield (use.isForSpreadsheet === true ? BYTE_ORDER_MARK : '') + toCsv([EVENT_COLUMNS.map(({ name }) => name)]);
  for await (const page of pages) {
    yield toCsv(page.map(toRow), use);
  }
}

function toRow(event: ExportedEvent): CsvCell[] {
  const data = isObject(event.data) ? event.data : {};
  const row = { event, data, cell: readCell(data), error: isObject(data['error']) ? data['error'] : {} };
  return EVENT_COLUMNS.map(({ read }) => read(row));
}
