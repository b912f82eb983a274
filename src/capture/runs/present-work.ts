import type { ObservedContext, ObservedNotebook, ObservedCellModel } from '../../jupyter/observed';
import { type CellReference, MIN_RUNNING_MS, type RunningCell, type UnreachableKernel } from '../../protocol';
import { capCell, capPath } from '../masking/redact';
import type { RunQueue } from './run-queue';

/** From when on it is told that a cell waits for a kernel that the page does not reach: a reload connects anew within seconds. */
const MIN_UNREACHABLE_MS = 10_000;

/** A notebook of which cells were run, and what is known of it. */
export interface NotebookAtWork {
  readonly context: ObservedContext;
  readonly queue: RunQueue;
  readonly exerciseOf: (cellId: string) => string | undefined;
  /** Where it was before it was renamed or moved; empty where it was not. */
  readonly formerly: { readonly formerly?: string };
  /** Since when the page does not reach its kernel, in monotonic milliseconds; undefined while it does. */
  readonly kernelLostSinceMs: number | undefined;
}

/** The cell that has been running longest, once that is long. */
export function readRunning(notebooks: readonly NotebookAtWork[], nowMs: number): RunningCell | undefined {
  const started = notebooks.flatMap(({ context, queue, exerciseOf, formerly }) => {
    const run = queue.current;
    return run?.startedAtMs === undefined ? [] : [{ context, run, exerciseOf, formerly, forMs: Math.round(nowMs - run.startedAtMs) }];
  });
  const longest = longestOf(started, MIN_RUNNING_MS);
  if (longest === undefined) {
    return undefined;
  }
  const { context, run, exerciseOf, formerly, forMs } = longest;
  const { model } = run.cell;
  const cell = capCell(referTo(model, run.notebook, exerciseOf(model.id)));
  return { notebook: capPath(context.localPath), ...formerly, cell, forMs, ...(run.waitingSinceMs !== undefined && { waiting: 'input' }) };
}

/** The notebook of which a cell has been waiting longest for a kernel that the page does not reach. */
export function readUnreachable(notebooks: readonly NotebookAtWork[], nowMs: number): UnreachableKernel | undefined {
  const lost = notebooks.flatMap(({ context, queue, kernelLostSinceMs }) =>
    kernelLostSinceMs === undefined || !queue.hasWaiting ? [] : [{ context, forMs: Math.round(nowMs - kernelLostSinceMs) }],
  );
  const longest = longestOf(lost, MIN_UNREACHABLE_MS);
  return longest === undefined ? undefined : { notebook: capPath(longest.context.localPath), forMs: longest.forMs };
}

/** A cell by its place in the notebook now, -1 for one that was removed. */
export function referTo(model: ObservedCellModel, notebook: ObservedNotebook, exercise: string | undefined): CellReference {
  const index = notebook.widgets.findIndex(cell => cell.model.id === model.id);
  return { id: model.id, index, ...(exercise !== undefined && { exercise }) };
}

function longestOf<T extends { readonly forMs: number }>(all: readonly T[], minMs: number): T | undefined {
  return all.filter(({ forMs }) => forMs >= minMs).toSorted((one, other) => other.forMs - one.forMs)[0];
}
