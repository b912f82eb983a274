import type { RejectedEvent } from '../../../../src/protocol';
import type { ActionEntry, BatchEntry, ErasedSource, LogEntry, Position, StoredEntry } from '../event-log';

export const ENTRY_COLUMNS =
  'id, kind, student_id, team, received_at_ms, display_name, is_verified, sid, first, last, sent_at, rejected, events';

/** A row of `entries` as `ENTRY_COLUMNS` selects it. */
export interface EntryRow {
  readonly id: number;
  readonly kind: LogEntry['kind'];
  readonly student_id: string;
  readonly team: string;
  readonly received_at_ms: number;
  readonly display_name: string;
  readonly is_verified: number;
  readonly sid: string;
  readonly first: number;
  readonly last: number;
  readonly sent_at: string;
  readonly rejected: string | null;
  readonly events: string;
}

export function toStoredEntry(row: EntryRow): StoredEntry {
  return { position: String(row.id), entry: toEntry(row) };
}

function toEntry(row: EntryRow): LogEntry {
  const { kind, student_id: studentId, team, received_at_ms: receivedAtMs } = row;
  switch (kind) {
    case 'batch':
      return toBatch(row);
    case 'enrolled':
      return { kind, studentId, team, receivedAtMs, displayName: row.display_name, ...(row.is_verified === 1 && { isVerified: true }) };
    case 'erased':
      return { kind, studentId, receivedAtMs, sources: JSON.parse(row.events) as ErasedSource[] };
    case 'action':
      return { kind, studentId, receivedAtMs, ...readAction(row.events) };
    default:
      // Of a newer server. A reader passes over what it does not know.
      return { kind, studentId, receivedAtMs } as unknown as LogEntry;
  }
}

function toBatch({ student_id: studentId, team, received_at_ms: receivedAtMs, ...row }: EntryRow): BatchEntry {
  const { sid, first, last, sent_at: sentAt, events: eventsJson } = row;
  return { kind: 'batch', studentId, team, receivedAtMs, sid, first, last, sentAt, eventsJson, rejected: readRejected(row.rejected) };
}

/** An action rests where a batch has its events. */
export function writeAction({ id, action }: ActionEntry): string {
  return JSON.stringify({ id, action });
}

export function readAction(text: string): Pick<ActionEntry, 'id' | 'action'> {
  return JSON.parse(text) as Pick<ActionEntry, 'id' | 'action'>;
}

/**
 * The highest row number up to a position. A log that was taken up from a Redis archive begins after a stream id.
 * @throws RangeError for what is no position
 */
export function toRowNumber(position: Position): number {
  const [, row, part] = /^(\d{1,15})(?:-(\d{1,15}))?$/u.exec(position) ?? [];
  if (row === undefined) {
    throw new RangeError('Not a position of a log.');
  }
  return part === undefined ? Number(row) : Number(row) + 1;
}

/** Whether a position is one of this log's own. */
export function isRowNumber(position: Position): boolean {
  return /^\d{1,15}$/u.test(position);
}

/** Most batches have no rejected event; they are stored without the list. */
export function writeRejected(rejected: readonly RejectedEvent[]): string | null {
  return rejected.length === 0 ? null : JSON.stringify(rejected);
}

function readRejected(text: string | null): readonly RejectedEvent[] {
  return text === null ? [] : (JSON.parse(text) as RejectedEvent[]);
}
