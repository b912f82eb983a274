import type { LogEntry, Position, StoredEntry } from '../log/event-log';

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

function inOrder(entry: LogEntry): LogEntry {
  if (entry.kind === 'enrolled') {
    const { kind, studentId, displayName, team, isVerified, receivedAtMs } = entry;
    return { kind, studentId, displayName, team, ...(isVerified === true && { isVerified }), receivedAtMs };
  }
  const { kind, studentId, team, sid, first, last, sentAt, receivedAtMs, eventsJson, rejected } = entry;
  return { kind, studentId, team, sid, first, last, sentAt, receivedAtMs, eventsJson, rejected };
}
