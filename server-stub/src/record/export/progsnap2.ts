import { type CellError, type CellReference, type ExportedEvent, isObject, type JsonObject } from '../../../../src/protocol';
import { readCell, readError, readNotebook, readQuestion } from '../../live/projection/events/event-data';
import { type CsvCell, toCsv } from './csv';
import type { EventPages } from './record-reading';

/**
 * ProgSnap2, a format of datasets of programming students, version 1.0: https://cssplice.org/progsnap2/ (tables, columns and
 * event types as its specification defines them; what it lacks begins with `X-`, as it asks for).
 */
const VERSION = '1.0';

/** A session is a page load of JupyterLab: within one, `Order` is the order in which a student did things, by one clock. */
export const DATASET_METADATA = toCsv([
  ['Property', 'Value'],
  ['Version', VERSION],
  ['IsEventOrderingConsistent', 'true'],
  ['EventOrderScope', 'Restricted'],
  ['EventOrderScopeColumns', 'SessionID'],
  ['CodeStateRepresentation', 'Table'],
]);

interface EventKind {
  readonly type: string;
  readonly edit?: 'Insert' | 'Delete' | 'Move';
  /** Whether the event is about the notebook's file. */
  readonly ofFile?: true;
}

const KINDS: ReadonlyMap<string, EventKind> = new Map<string, EventKind>([
  ['cell.executed', { type: 'Run.Program', ofFile: true }],
  ['notebook.opened', { type: 'File.Open', ofFile: true }],
  ['notebook.saved', { type: 'File.Save', ofFile: true }],
  ['notebook.closed', { type: 'File.Close', ofFile: true }],
  ['cell.added', { type: 'File.Edit', edit: 'Insert', ofFile: true }],
  ['cell.removed', { type: 'File.Edit', edit: 'Delete', ofFile: true }],
  ['cell.moved', { type: 'File.Edit', edit: 'Move', ofFile: true }],
]);

/** Such as `X-Help.Requested` for `help.requested`. */
function ownType(type: string): string {
  return `X-${type.replaceAll(/(?:^|\.)\p{L}/gu, start => start.toUpperCase())}`;
}

interface Row {
  readonly event: ExportedEvent;
  readonly data: JsonObject;
  readonly kind: EventKind;
  readonly cell: CellReference | undefined;
  readonly error: CellError | undefined;
}

function eventId({ studentId, sid, seq }: ExportedEvent): string {
  return `${studentId}/${sid}/${String(seq)}`;
}

function hasCode({ data }: Pick<Row, 'data'>): boolean {
  return typeof data['code'] === 'string';
}

/** An interrupted run is the specification's `Timeout`: "interrupted by the user or the system". */
function executionResult({ event, data, error }: Row): string | undefined {
  if (event.type !== 'cell.executed') {
    return undefined;
  }
  if (data['ok'] !== false) {
    return 'Success';
  }
  return error?.name === 'KeyboardInterrupt' ? 'Timeout' : 'Error';
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

const COLUMNS: readonly (readonly [name: string, read: (row: Row) => CsvCell])[] = [
  ['EventID', ({ event }) => eventId(event)],
  ['SubjectID', ({ event }) => event.studentId],
  ['EventType', ({ kind }) => kind.type],
  ['ToolInstances', ({ data }) => ['JupyterLab', data['language']].filter(tool => typeof tool === 'string').join(';')],
  // A run's code is a state of its own; what the code was at another event is not known, which the specification writes as blank.
  ['CodeStateID', row => (hasCode(row) ? eventId(row.event) : '')],
  ['Order', ({ event }) => event.seq],
  ['SessionID', ({ event }) => event.sid],
  ['ClientTimestamp', ({ event }) => event.time],
  ['ServerTimestamp', ({ event }) => event.receivedAt],
  ['CourseID', ({ event }) => event.classId],
  ['TeamID', ({ event }) => event.team],
  ['AssignmentID', ({ data }) => readNotebook(data)],
  ['ProblemID', ({ cell }) => cell?.exercise],
  ['CodeStateSection', ({ data, kind }) => (kind.ofFile === true ? readNotebook(data) : undefined)],
  ['EditType', ({ kind }) => kind.edit],
  ['ExecutionResult', executionResult],
  ['X-CellID', ({ cell }) => cell?.id],
  ['X-DurationMs', ({ data }) => numberOf(data['durationMs'])],
  ['X-ErrorName', ({ error }) => error?.name],
  ['X-ErrorMessage', ({ error }) => error?.message],
  ['X-Output', ({ data }) => (typeof data['output'] === 'string' ? data['output'] : undefined)],
  ['X-Question', ({ data }) => readQuestion(data)],
  ['X-LostCount', ({ event, data }) => (event.type === 'lost' ? numberOf(data['count']) : undefined)],
];

/** `MainTable.csv`. */
export async function* toMainTable(pages: EventPages): AsyncGenerator<string, void, undefined> {
  yield toCsv([COLUMNS.map(([name]) => name)]);
  for await (const page of pages) {
    yield toCsv(page.map(toRow).map(row => COLUMNS.map(([, read]) => read(row))));
  }
}

/** `CodeStates/CodeStates.csv`: the source of every run of which it was captured. */
export async function* toCodeStates(pages: EventPages): AsyncGenerator<string, void, undefined> {
  yield toCsv([['CodeStateID', 'Code']]);
  for await (const page of pages) {
    const states = page.map(toRow).filter(hasCode);
    yield toCsv(states.map(({ event, data }) => [eventId(event), String(data['code'])]));
  }
}

/** `LinkTables/LinkTeam.csv`: who was in which team. */
export function toTeamTable(teams: ReadonlyMap<string, ReadonlySet<string>>): string {
  const rows = [...teams].flatMap(([team, students]) => [...students].map(studentId => [team, studentId]));
  return toCsv([['TeamID', 'SubjectID'], ...rows]);
}

function toRow(event: ExportedEvent): Row {
  const data = isObject(event.data) ? event.data : {};
  const kind = KINDS.get(event.type) ?? { type: ownType(event.type) };
  return { event, data, kind, cell: readCell(data), error: readError(data) };
}
