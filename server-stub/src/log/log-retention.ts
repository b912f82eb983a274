import type { Position } from './event-log';

/** A source and how far the log has accounted for it. */
export interface SourceMark {
  readonly studentId: string;
  readonly sid: string;
  readonly hwm: number;
}

/**
 * Taking the oldest entries out of a log once they are kept elsewhere. It checks nothing: whoever trims has made sure before
 * that what goes is archived. Every call may throw `LogUnavailableError`.
 */
export interface LogRetention {
  /** Entries up to and including this position were trimmed, or are about to be; `LOG_START` when none were. It never falls. */
  trimmedThrough(classId: string): Promise<Position>;

  /** The position of the class's newest entry, or where the log was trimmed through when it holds none. */
  lastPosition(classId: string): Promise<Position>;

  /**
   * Removes the entries up to and including `through`, in steps that hold nobody up. Remembers first, then removes, so that no reader
   * takes what is missing for what never was; when it is interrupted, calling again finishes it. Marks stay.
   */
  trim(classId: string, through: Position): Promise<void>;

  /**
   * Makes a log that lost its entries go on after the archive that has them: they count as trimmed, no new entry gets a position
   * up to `through`, and marks are raised to `marks`, never lowered.
   */
  resumeAfter(classId: string, through: Position, marks: readonly SourceMark[]): Promise<void>;

  /** About how many bytes the entries of these classes take in the store. */
  sizeBytes(classIds: readonly string[]): Promise<number>;

  /** Whether `holder` is the one that trims for the next `forMs`: saves work, and nothing rests on it. */
  takeLease(holder: string, forMs: number): Promise<boolean>;
}
