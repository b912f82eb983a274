import type { BatchEntry, ErasedEntry, ErasedSource, Erasure, RecordedEntry, StoredEntry } from '../event-log';

/** The fields of a stream entry: a small JSON head and, for a batch, the events as the text they came in. */
export interface StreamFields {
  readonly [field: string]: string;
}

/** All of a batch but its events, which go into a field of their own and are never serialised again. */
export function writeBatchHead({ kind, studentId, team, sid, first, last, sentAt, receivedAtMs, rejected }: BatchEntry): string {
  return JSON.stringify({ kind, studentId, team, sid, first, last, sentAt, receivedAtMs, rejected });
}

/** Of an entry that has nothing but a head. */
export function writeRecordedHead(entry: RecordedEntry): string {
  const { kind, studentId, receivedAtMs } = entry;
  if (entry.kind === 'action') {
    return JSON.stringify({ kind, studentId, receivedAtMs, id: entry.id, action: entry.action });
  }
  const { displayName, team, isVerified } = entry;
  return JSON.stringify({ kind, studentId, displayName, team, isVerified, receivedAtMs });
}

/** All of an erasure's entry but the sources, which the script adds as it finds them. */
export function writeErasedHead({ kind, studentId, receivedAtMs }: Omit<ErasedEntry, 'sources'>): string {
  return JSON.stringify({ kind, studentId, receivedAtMs });
}

/** An erasure as its hash holds it. */
export const writeErasure = ({ position, erasedAtMs }: Erasure): string => `${position} ${String(erasedAtMs)}`;

export function readErasure(studentId: string, text: string): Erasure {
  const [position = '', erasedAtMs] = text.split(' ');
  return { studentId, position, erasedAtMs: Number(erasedAtMs) };
}

/** Marks as the script writes them: source, mark, source, mark … */
function readErasedSources(text: string): ErasedSource[] {
  const words = text === '' ? [] : text.split(' ');
  return words.flatMap((sid, index) => (index % 2 === 0 ? [{ sid, hwm: Number(words[index + 1]) }] : []));
}

/** An entry as the stream has it. @throws SyntaxError for fields that are not ours */
export function toStoredEntry(position: string, fields: StreamFields): StoredEntry {
  const head = JSON.parse(fields['head'] ?? '') as RecordedEntry | Omit<BatchEntry, 'eventsJson'> | Omit<ErasedEntry, 'sources'>;
  if (head.kind === 'erased') {
    return { position, entry: { ...head, sources: readErasedSources(fields['sources'] ?? '') } };
  }
  return { position, entry: head.kind === 'batch' ? { ...head, eventsJson: fields['events'] ?? '[]' } : head };
}
