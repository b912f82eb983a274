import { DisposableSet, type IDisposable } from '@lumino/disposable';

import type { Logger } from '../../platform/logger';
import { connected } from '../../jupyter/connected';
import { guarded } from '../../jupyter/guard';
import type { ObservedContext, ObservedPanel, ObservedTracker } from '../../jupyter/observed';
import type { NotebookCells } from './notebook-cells';
import { OpenNotebook, type OpenNotebookParts } from './open-notebook';
import type { Recorder } from '../recorder/recorder';

export interface NotebookLifecycleParts {
  readonly tracker: ObservedTracker;
  readonly recorder: Recorder;
  readonly paths: OpenNotebookParts['paths'];
  readonly hashing: OpenNotebookParts['hashing'];
  readonly clock: OpenNotebookParts['clock'];
  readonly logger: Logger;
}

/** Records what happens to every notebook of the page besides its runs, until disposed: to the file, its cells and its kernel. */
export class NotebookLifecycle implements IDisposable {
  readonly #parts: NotebookLifecycleParts;
  readonly #open = new Map<ObservedContext, OpenNotebook>();
  readonly #connections = new DisposableSet();

  constructor(parts: NotebookLifecycleParts) {
    this.#parts = parts;
    const watch = guarded(parts.logger, 'notebook added', (panel: ObservedPanel) => this.#watch(panel));
    this.#connections.add(connected(parts.tracker.widgetAdded, (_, panel) => watch(panel)));
    parts.tracker.forEach(watch);
  }

  get isDisposed(): boolean {
    return this.#connections.isDisposed;
  }

  /** Whether the opening of a notebook that is still open is recorded. */
  get isAtWork(): boolean {
    return [...this.#open.values()].some(notebook => notebook.isAnnounced);
  }

  /** The author's name for the exercise that a cell belongs to. */
  exerciseOf(context: ObservedContext, cellId: string): string | undefined {
    return this.#open.get(context)?.cells?.exerciseOf(cellId);
  }

  /** What is known of the cells of a notebook; undefined until it is loaded. */
  cellsOf(context: ObservedContext): NotebookCells | undefined {
    return this.#open.get(context)?.cells;
  }

  /** Since when the page does not reach the notebook's kernel, in monotonic milliseconds; undefined while it does. */
  kernelLostSinceMs(context: ObservedContext): number | undefined {
    return this.#open.get(context)?.kernelLostSinceMs;
  }

  /** The student interrupts the kernel of this notebook. */
  noteInterrupt(context: ObservedContext): void {
    this.#open.get(context)?.noteInterrupt();
  }

  /** Says `notebook.opened` of the notebooks that were opened while nothing was recorded: call it whenever recording may have begun. */
  catchUp(): void {
    for (const notebook of this.#open.values()) {
      notebook.cells?.prepare();
      notebook.announce();
    }
  }

  /** Another student reports from now on, who has opened nothing yet: call it before `catchUp`. */
  forget(): void {
    for (const notebook of this.#open.values()) {
      notebook.isAnnounced = false;
    }
  }

  dispose(): void {
    this.#connections.dispose();
    for (const notebook of this.#open.values()) {
      notebook.dispose();
    }
    this.#open.clear();
  }

  #watch({ context }: ObservedPanel): void {
    if (this.#open.has(context)) {
      return;
    }
    const { logger } = this.#parts;
    const notebook = new OpenNotebook({ ...this.#parts, context });
    this.#open.set(context, notebook);
    const onClosed = guarded(logger, 'notebook closed', () => {
      this.#open.delete(context);
      notebook.close();
    });
    notebook.connections.add(connected(context.disposed, onClosed));
  }
}
