import type { BatchEntry, EnrolledEntry, StoredEntry } from './event-log';

/** The fields of a stream entry: a small JSON head and, for a batch, the events as the text they came in. */
export interface StreamFields {
  readonly [field: string]: string;
}

/** All of a batch but its events, which go into a field of their own and are never serialised again. */
export function writeBatchHead({ kind, studentId, team, sid, first, last, sentAt, receivedAtMs, rejected }: BatchEntry): string {
  return JSON.stringify({ kind, studentId, team, sid, first, last, sentAt, receivedAtMs, rejected });
}

export function writeEnrolledHead({ kind, studentId, displayName, team, isVerified, receivedAtMs }: EnrolledEntry): string {
  return JSON.stringify({ kind, studentId, displayName, team, isVerified, receivedAtMs });
}

export function toStoredEntry(position: string, fields: StreamFields): StoredEntry {
  const head = JSON.parse(fields['head'] ?? '') as EnrolledEntry | Omit<BatchEntry, 'eventsJson'>;
  return { position, entry: head.kind === 'batch' ? { ...head, eventsJson: fields['events'] ?? '[]' } : head };
}
