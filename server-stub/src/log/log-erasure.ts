import type { Erasure } from './event-log';

/** An erasure, and whether everything it is about is known to be gone from log and archive. */
export interface NotedErasure extends Erasure {
  readonly isFinished: boolean;
}

/**
 * Taking a student's data out of a log for good. It begins in one atomic step, from which on nothing older of theirs is let in; what is
 * there is then removed piece by piece, and whoever is interrupted goes on with what is not finished. Every call may throw `LogUnavailableError`.
 */
export interface LogErasure {
  /** Appends the `erased` entry, with the marks as they are at that moment. Marks stay: what was delivered before stays known. */
  begin(classId: string, studentId: string, erasedAtMs: number): Promise<Erasure>;

  /** The last erasure of each student of the class. */
  list(classId: string): Promise<readonly NotedErasure[]>;

  /** Removes the student's entries before the erasure, in steps that hold nobody up. */
  remove(classId: string, erasure: Erasure): Promise<void>;

  /** Takes what the store itself still keeps of removed entries, in free space and in what it has written ahead. */
  scrub(): Promise<void>;

  /** Notes that nothing is left to remove, unless the student's data was erased once more meanwhile. */
  finish(classId: string, erasure: Erasure): Promise<void>;

  /** Knows an erasure again that an archive tells of, and this store does not. */
  restore(classId: string, erasure: Erasure): Promise<void>;
}
