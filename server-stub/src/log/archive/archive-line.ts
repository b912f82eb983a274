import { studentsOf } from '../erased-by';
import type { LogEntry, Position, StoredEntry } from '../event-log';

const HEAD = '{"position":"';

/** One entry, whole, as a line of JSON: the same entry always makes the same text, whichever store it comes from. */
export function toLine({ position, entry }: StoredEntry): string {
  return JSON.stringify({ position, entry: inOrder(entry) });
}

/** @throws SyntaxError */
export function fromLine(line: string): StoredEntry {
  return JSON.parse(line) as StoredEntry;
}

/** The position of a line, without parsing the rest. */
export function positionOf(line: string): Position {
  return line.slice(HEAD.length, line.indexOf('"', HEAD.length));
}

/**
 * When a line's entry was received, without parsing the rest. A quotation mark in a student's text is escaped in the line, so that
 * no text can pose as the field.
 */
export function receivedAtMsOf(line: string): number {
  return Number(/"receivedAtMs":(\d+)/u.exec(line)?.[1]);
}

const WHOSE = /^\{"position":"([^"]+)","entry":\{"kind":"\w+","studentId":("(?:[^"\\]|\\.)*")/u;

/** The position of a line and whose data it is, without parsing the rest of what is one student's. */
export function ownersOf(line: string): { readonly position: Position; readonly studentIds: readonly string[] } {
  const [, position = '', owner = '""'] = WHOSE.exec(line) ?? [];
  const studentId = JSON.parse(owner) as string;
  return { position, studentIds: studentId === '' ? studentsOf(fromLine(line).entry) : [studentId] };
}

function inOrder(entry: LogEntry): LogEntry {
  switch (entry.kind) {
    case 'batch': {
      const { kind, studentId, team, sid, first, last, sentAt, receivedAtMs, eventsJson, rejected } = entry;
      return { kind, studentId, team, sid, first, last, sentAt, receivedAtMs, eventsJson, rejected };
    }
    case 'enrolled': {
      const { kind, studentId, displayName, team, isVerified, receivedAtMs } = entry;
      return { kind, studentId, displayName, team, ...(isVerified === true && { isVerified }), receivedAtMs };
    }
    case 'erased': {
      const { kind, studentId, receivedAtMs, sources } = entry;
      return { kind, studentId, receivedAtMs, sources: sources.map(({ sid, hwm }) => ({ sid, hwm })) };
    }
    case 'action': {
      // The action itself is one object in both stores, written once.
      const { kind, studentId, receivedAtMs, id, action } = entry;
      return { kind, studentId, receivedAtMs, id, action };
    }
    default:
      return entry;
  }
}
