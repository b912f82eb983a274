import type { PageReport, PagesNow } from './pages-now';

/**
 * When the server last had a report or a heartbeat of each student, and what goes on at their pages. Neither is in the log, so this is what
 * workers and servers tell each other beside it. Two adapters, memory and Redis, are held to one contract suite.
 */
export interface Presence {
  /** A student was heard now, from that page; never waits for anything. */
  touch(classId: string, studentId: string, seenAtMs: number, page?: PageReport): void;

  /** Nothing more is known of a student. Never fails: what is shared with other processes ends by itself within a day. */
  forget(classId: string, studentId: string): void;

  /** Milliseconds since the epoch, 0 for never. As far as this process knows: `refresh` first. */
  heardAtMs(classId: string, studentId: string): number;

  /** What goes on at a student's pages now. As far as this process knows: `refresh` first. */
  nowAt(classId: string, studentId: string): PagesNow;

  /** Learns what the other processes have heard, unless it did so just now. Never fails: what cannot be learnt is learnt later. */
  refresh(classId: string): Promise<void>;
}
