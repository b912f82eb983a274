import { isCount, isObject } from '../core/check';
import { LIMITS } from '../core/limits';
import { type CellReference, endOfPath } from './event';

/** The cell of a page that has been running longest. It is presence: a later report of the same source without it ends it. */
export interface RunningCell {
  readonly notebook: string;
  /** As in `CellExecutedData`. */
  readonly formerly?: string;
  readonly cell: CellReference;
  /** Since the kernel began it: never while it was queued. */
  readonly forMs: number;
  /** What it waits for. */
  readonly waiting?: 'input';
}

/** A cell of the page waits for a kernel that the page has no connection to: presence, as `RunningCell` is. */
export interface UnreachableKernel {
  readonly notebook: string;
  /** Since the page lost the connection, or began to wait for the first one. */
  readonly forMs: number;
}

/** From when on a running cell is told, in milliseconds. */
export const MIN_RUNNING_MS = 2000;

/** Undefined for what cannot be read: that is not worth a batch. */
export function readRunning(value: unknown): RunningCell | undefined {
  if (!isObject(value) || !isObject(value['cell']) || !isDuration(value['forMs']) || typeof value['notebook'] !== 'string') {
    return undefined;
  }
  const { notebook, formerly, cell, forMs, waiting } = value;
  const { id, index, exercise } = cell;
  return {
    notebook: endOfPath(notebook),
    ...(typeof formerly === 'string' && { formerly: endOfPath(formerly) }),
    cell: {
      id: typeof id === 'string' ? id.slice(0, LIMITS.idLength) : '',
      index: isCount(index, 0) ? index : -1,
      ...(typeof exercise === 'string' && { exercise: exercise.slice(0, LIMITS.exerciseNameLength) }),
    },
    forMs,
    ...(waiting === 'input' && { waiting }),
  };
}

/** The same. */
export function readUnreachable(value: unknown): UnreachableKernel | undefined {
  if (!isObject(value) || !isDuration(value['forMs']) || typeof value['notebook'] !== 'string') {
    return undefined;
  }
  return { notebook: endOfPath(value['notebook']), forMs: value['forMs'] };
}

/** `1e999` is JSON, and Infinity. */
function isDuration(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
