import {
  type BatchMessage,
  type CellError,
  type CellExecutedData,
  type CellReference,
  type EventType,
  MIN_RUNNING_MS,
} from '../../src/protocol';
import { type Exercise, LOOPS } from './course';

/** What a page says of now with every report: the cell that runs, or the kernel that it does not reach. */
export interface PageState {
  readonly running?: { readonly cell: CellReference; readonly waitsForInput: boolean };
  readonly isUnreachable?: true;
}

/** What keeps a student from getting on. */
export type ObstacleKind = 'error' | 'wrong_answer' | 'endless_loop' | 'forgotten_input' | 'dying_kernel' | 'blank' | 'unreachable_kernel';

/** What is in a student's way at an exercise. */
export interface MetObstacle {
  readonly exercise: Exercise;
  readonly kind: ObstacleKind;
  /** How many were in their way there before. */
  readonly before: number;
  /** The error that it shows as, with `error`. */
  readonly error: CellError;
}

/** One thing that happens at a student's desk; `atMs` from the student's start. In the order of their times. */
export type Happening =
  | { readonly kind: 'run'; readonly atMs: number; readonly data: CellExecutedData }
  | { readonly kind: 'event'; readonly atMs: number; readonly type: EventType; readonly data: Readonly<Record<string, unknown>> }
  | { readonly kind: 'page'; readonly atMs: number; readonly page: PageState }
  /** The truth that no screen sees: from now on they are stuck, by what, or are not. */
  | { readonly kind: 'truth'; readonly atMs: number; readonly stuckBy: ObstacleKind | null }
  /** Nor that something is in their way, be it a slip; null when it is no more. */
  | { readonly kind: 'obstacle'; readonly atMs: number; readonly met: MetObstacle | null };

/** As a report says it. @param forMs for how long the page has been as it is */
export function presentWork({ running, isUnreachable }: PageState, forMs: number): Pick<BatchMessage, 'now' | 'unreachable'> {
  const work = { notebook: LOOPS.notebook, forMs: Math.round(forMs) };
  if (isUnreachable === true) {
    return { unreachable: work };
  }
  return running === undefined || forMs < MIN_RUNNING_MS
    ? {}
    : { now: { ...work, cell: running.cell, ...(running.waitsForInput && { waiting: 'input' as const }) } };
}
