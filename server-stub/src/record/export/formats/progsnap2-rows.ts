import {
  type CellError,
  type CellReference,
  type CheckResult,
  type ExportedEvent,
  isObject,
  type JsonObject,
} from '../../../../../src/protocol';
import { readCell, readEnd, readError } from '../../../live/projection/events/event-data';
import { eventUuid } from './event-identity';
import { readResults, sharedNotebook } from './run-results';

interface EventKind {
  readonly type: string;
  readonly edit?: 'Insert' | 'Delete' | 'Move';
  /** Whether the event is about the notebook's file. */
  readonly ofFile?: true;
}

const KINDS: ReadonlyMap<string, EventKind> = new Map<string, EventKind>([
  ['cell.executed', { type: 'Run.Program' }],
  ['notebook.opened', { type: 'File.Open', ofFile: true }],
  ['notebook.saved', { type: 'File.Save', ofFile: true }],
  ['notebook.closed', { type: 'File.Close', ofFile: true }],
  ['cell.added', { type: 'File.Edit', edit: 'Insert', ofFile: true }],
  ['cell.removed', { type: 'File.Edit', edit: 'Delete', ofFile: true }],
  ['cell.moved', { type: 'File.Edit', edit: 'Move', ofFile: true }],
]);

const TEST: EventKind = { type: 'Run.Test' };

/** Such as `X-Help.Requested` for `help.requested`. */
function ownType(type: string): string {
  return `X-${type.replaceAll(/(?:^|\.)\p{L}/gu, start => start.toUpperCase())}`;
}

/** A row of the main table. */
export interface ProgSnap2Row {
  /** `EventID`, distinct from all others. */
  readonly id: string;
  readonly event: ExportedEvent;
  readonly data: JsonObject;
  readonly kind: EventKind;
  readonly cell: CellReference | undefined;
  readonly error: CellError | undefined;
  /** Of a `Run.Test`: the check, and the run that told its result. */
  readonly test?: { readonly result: CheckResult; readonly runId: string };
}

export function hasCode({ data }: Pick<ProgSnap2Row, 'data'>): boolean {
  return typeof data['code'] === 'string';
}

/** An interrupted run is the specification's `Timeout`: "interrupted by the user or the system". */
export function executionResult(row: ProgSnap2Row): string | undefined {
  const { event, data, error, test } = row;
  if (test !== undefined) {
    return test.result.ok ? 'Success' : testFailure(row);
  }
  if (event.type !== 'cell.executed') {
    return undefined;
  }
  const ended = readEnd(data);
  if (ended === 'interrupted' || error?.name === 'KeyboardInterrupt') {
    return 'Timeout';
  }
  return data['ok'] === false || ended === 'kernel_died' ? 'Error' : 'Success';
}

/** "Assertion errors should be classified as TestFailed, not Error"; a check that tells its result itself has no error. */
function testFailure({ data, error }: ProgSnap2Row): string {
  return readEnd(data) === 'kernel_died' || (error !== undefined && error.name !== 'AssertionError') ? 'Error' : 'TestFailed';
}

/** Its tools read times of six decimals at most, and a time in every row. */
export function toTime({ time, receivedAt }: ExportedEvent): string {
  return time === null ? receivedAt : new Date(time).toISOString();
}

export function problemOf({ data, cell, test }: ProgSnap2Row): string | undefined {
  const exercise = test?.result.exercise ?? cell?.exercise;
  return exercise === undefined || exercise === '' ? undefined : `${sharedNotebook(data) ?? ''}/${exercise}`;
}

/** An event, and after it the results of checks that it told. */
export function toRows(event: ExportedEvent): readonly ProgSnap2Row[] {
  const data = isObject(event.data) ? event.data : {};
  const kind = KINDS.get(event.type) ?? { type: ownType(event.type) };
  const row: ProgSnap2Row = { id: eventUuid(event), event, data, kind, cell: readCell(data), error: readError(data) };
  if (event.type !== 'cell.executed') {
    return [row];
  }
  const tests = readResults(data).map((result, index): ProgSnap2Row => ({
    ...row,
    id: `${row.id}.${String(index + 1)}`,
    kind: TEST,
    test: { result, runId: row.id },
  }));
  return [row, ...tests];
}
