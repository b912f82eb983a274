import type { RejectedEvent } from '../../../src/protocol';
import type { Action } from './actions';

/**
 * Where an entry stands in its class's log: a stream id (`milliseconds-number`) in Redis, a row number in SQLite.
 * Positions of one class ascend, and are never given twice.
 */
export type Position = string;

/** The position before the first entry of every log. */
export const LOG_START: Position = '0';

/** Negative when `one` comes before `other` in their class's log, 0 when they are the same. */
export function comparePositions(one: Position, other: Position): number {
  const [oneMajor = 0, oneMinor = 0] = one.split('-').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('-').map(Number);
  return oneMajor - otherMajor || oneMinor - otherMinor;
}

/** A student's batch, as one entry. The log may hold the same events twice: readers fold by (student, sid, seq). */
export interface BatchEntry {
  readonly kind: 'batch';
  readonly studentId: string;
  readonly team: string;
  readonly sid: string;
  /** The range of `seq` that the entry accounts for, rejected events included. */
  readonly first: number;
  readonly last: number;
  /** By the student's clock, RFC 3339. */
  readonly sentAt: string;
  /** By the server's clock, in milliseconds since the epoch. */
  readonly receivedAtMs: number;
  /** JSON text of an array of `WireEvent`. Stays text all the way, so that storing a batch costs no second serialisation. */
  readonly eventsJson: string;
  readonly rejected: readonly RejectedEvent[];
}

/** A student joined, or joined again with another name or team. */
export interface EnrolledEntry {
  readonly kind: 'enrolled';
  readonly studentId: string;
  readonly displayName: string;
  readonly team: string;
  /** Present when JupyterHub vouched for the student. */
  readonly isVerified?: true;
  readonly receivedAtMs: number;
}

/**
 * A student's data was erased: nothing of them before this entry counts, and nothing of it is left anywhere once the erasure is finished.
 * It says no more of them than their id.
 */
export interface ErasedEntry {
  readonly kind: 'erased';
  readonly studentId: string;
  readonly receivedAtMs: number;
  /** How far each of their sources had come: up to there nothing is missing, it was erased. */
  readonly sources: readonly ErasedSource[];
}

export interface ErasedSource {
  readonly sid: string;
  readonly hwm: number;
}

/** An erasure as whoever appends must know it. */
export interface Erasure {
  readonly studentId: string;
  /** Of its entry in the log. */
  readonly position: Position;
  /** By the server's clock, in milliseconds since the epoch. */
  readonly erasedAtMs: number;
}

/**
 * Something that an instructor did, or that a student saw of it. It is one of its student's entries: when their data is erased, it goes too. So does what
 * an action of nobody in particular says `about` several, as soon as one of them is erased: it may be of them.
 */
export interface ActionEntry {
  readonly kind: 'action';
  /** Whom it is about; empty when it is about nobody in particular. */
  readonly studentId: string;
  readonly receivedAtMs: number;
  /** Its identity: the log may hold it twice. Of two with one id, the first counts. */
  readonly id: string;
  readonly action: Action;
}

/** An entry that is appended as it is. */
export type RecordedEntry = EnrolledEntry | ActionEntry;

export type LogEntry = BatchEntry | EnrolledEntry | ErasedEntry | ActionEntry;

export interface StoredEntry {
  readonly position: Position;
  readonly entry: LogEntry;
}

/** `oldest` is the lowest `seq` that the client still holds: it tells a hole that can still be filled from one that cannot. */
export interface BatchAppend {
  readonly entry: BatchEntry;
  readonly oldest: number;
  /** The last erasure of the student's data, when the entry holds nothing that was erased by it. */
  readonly after?: Erasure;
}

export type AppendResult =
  /** It is in the log, durably as far as the adapter's configuration goes. `hwm` is the new mark. */
  | { readonly verdict: 'appended'; readonly hwm: number }
  /** All of it was in the log before; nothing was written. */
  | { readonly verdict: 'known'; readonly hwm: number }
  /** The client skipped events that it still holds; nothing was written. */
  | { readonly verdict: 'rewind'; readonly hwm: number };

/** The student's data was erased, and the batch does not say that it comes `after` that; nothing was written. */
export interface ErasedBefore {
  readonly verdict: 'erased';
  readonly hwm: number;
  readonly erasure: Erasure;
}

/**
 * The append-only record of every class, and the high-water mark of every source in it.
 * Two adapters, SQLite and Redis, are held to one contract suite.
 */
export interface EventLog {
  /**
   * Decides by the protocol's table and appends, atomically for each (class, student, sid).
   * @throws LogUnavailableError when it is not known to be in the log
   */
  append(classId: string, batch: BatchAppend): Promise<AppendResult | ErasedBefore>;

  /**
   * Appends entries that are no batches: all of them or none, one after the other.
   * @returns where the first of them is
   * @throws LogUnavailableError
   */
  appendEntries(classId: string, first: RecordedEntry, ...others: readonly RecordedEntry[]): Promise<Position>;

  /** The highest `seq` such that it and all below it are accounted for; 0 for a source that the log does not know. @throws LogUnavailableError */
  highWaterMark(classId: string, studentId: string, sid: string): Promise<number>;

  /** Every source of the class with its mark. @throws LogUnavailableError */
  sources(classId: string): Promise<readonly { readonly studentId: string; readonly sid: string; readonly hwm: number }[]>;

  /** At most `limit` entries after `after`, in order; empty at the end of the log. @throws LogUnavailableError */
  read(classId: string, after: Position, limit: number): Promise<readonly StoredEntry[]>;

  /** The entries at these positions, given in ascending order. Where there is none, nothing is said of it. @throws LogUnavailableError */
  readAt(classId: string, positions: readonly Position[]): Promise<readonly StoredEntry[]>;

  /** Calls back soon after a class's log has grown, on whatever server it grew. A wake-up may be lost: readers also look from time to time. */
  onGrowth(listener: (classId: string) => void): () => void;

  /** Resolves when the log can take an append now. @throws LogUnavailableError with the reason */
  check(): Promise<void>;

  close(): Promise<void>;
}

/** The protocol's decision table for a batch with events, as a pure function; the Redis adapter's script says the same in Lua. */
export function decideBatch(hwm: number, first: number, last: number, oldest: number): AppendResult {
  if (last <= hwm) {
    return { verdict: 'known', hwm };
  }
  if (first > hwm + 1 && first !== oldest) {
    return { verdict: 'rewind', hwm };
  }
  return { verdict: 'appended', hwm: last };
}
