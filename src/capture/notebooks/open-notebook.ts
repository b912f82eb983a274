import { DisposableSet, type IDisposable } from '@lumino/disposable';

import type { Clock } from '../../platform/clock';
import type { Logger } from '../../platform/logger';
import type { EventType, JsonObject } from '../../protocol';
import { connected } from '../../jupyter/connected';
import { guarded } from '../../jupyter/guard';
import { KernelConnection } from './kernel-connection';
import { NotebookCells, type NotebookCellsParts } from './notebook-cells';
import { NotebookKernel } from './notebook-kernel';
import type { ObservedContext } from '../../jupyter/observed';
import type { FirstPaths } from '../recorder/first-paths';
import { handedOut, type Recorder } from '../recorder/recorder';
import { capPath } from '../masking/redact';

export interface OpenNotebookParts {
  readonly context: ObservedContext;
  readonly recorder: Recorder;
  readonly paths: Pick<FirstPaths, 'noteContinued'>;
  readonly hashing: NotebookCellsParts['hashing'];
  readonly clock: Pick<Clock, 'sleep' | 'monotonicMs'>;
  readonly logger: Logger;
}

/** One open notebook, in however many views, from when its content is there until it is closed. */
export class OpenNotebook implements IDisposable {
  /** Whether its `notebook.opened` is recorded. */
  isAnnounced = false;
  readonly connections = new DisposableSet();
  readonly #parts: OpenNotebookParts;
  /** Remembered, because a closed document no longer tells. */
  #path: string;
  /** Undefined until it is loaded. */
  #cells: NotebookCells | undefined;
  #kernel: NotebookKernel | undefined;
  #connection: KernelConnection | undefined;

  constructor(parts: OpenNotebookParts) {
    const { context, logger } = parts;
    this.#parts = parts;
    this.#path = context.localPath;
    const onReady = guarded(logger, 'notebook opened', () => this.#begin());
    // A notebook that cannot be loaded was not opened, and JupyterLab tells the student why.
    context.ready.then(onReady, () => undefined);
  }

  get isDisposed(): boolean {
    return this.connections.isDisposed;
  }

  /** Records `notebook.opened` once, as soon as the notebook is loaded and events are recorded. */
  announce(): void {
    const { context, recorder } = this.#parts;
    if (this.#cells !== undefined && !this.isAnnounced && recorder.isRecording && recorder.covers?.(this.#path) !== false) {
      this.isAnnounced = true;
      this.#record('notebook.opened', { cells: context.model.cells.length });
    }
  }

  /** What is known of its cells; undefined while the notebook is being loaded. */
  get cells(): NotebookCells | undefined {
    return this.#cells;
  }

  /** See `KernelConnection`. */
  get kernelLostSinceMs(): number | undefined {
    return this.#connection?.lostSinceMs;
  }

  /** The student interrupts its kernel. */
  noteInterrupt(): void {
    this.#kernel?.noteInterrupt();
  }

  /** Records `notebook.closed`, for a notebook whose opening is recorded. */
  close(): void {
    this.dispose();
    if (this.isAnnounced) {
      this.#record('notebook.closed', {});
    }
  }

  dispose(): void {
    this.connections.dispose();
  }

  #begin(): void {
    const { context, logger } = this.#parts;
    if (this.isDisposed || context.isDisposed) {
      return;
    }
    this.#path = context.localPath;
    this.#follow(context, logger);
    this.announce();
  }

  #follow(context: ObservedContext, logger: Logger): void {
    const { clock } = this.#parts;
    const record = (type: EventType, data: JsonObject) => this.#record(type, data);
    const onMoved = guarded(logger, 'notebook moved', () => {
      this.#parts.paths.noteContinued(this.#path, context.localPath);
      this.#path = context.localPath;
    });
    const onSaveState = guarded(logger, 'notebook saved', (_: unknown, state: string) => {
      if (state === 'completed') {
        this.#record('notebook.saved', {});
      }
    });
    this.#cells = new NotebookCells({
      cells: context.model.cells,
      sharedModel: context.model.sharedModel,
      language: context.model.defaultKernelLanguage,
      handedOut: () => handedOut(this.#parts.recorder),
      hashing: this.#parts.hashing,
      sleep: (ms, signal) => clock.sleep(ms, signal),
      logger,
      record,
    });
    const { sessionContext } = context;
    this.#kernel = new NotebookKernel({ sessionContext, logger, record });
    this.#connection = new KernelConnection({ sessionContext, monotonicMs: () => clock.monotonicMs(), logger });
    const signals = [connected(context.pathChanged, onMoved), connected(context.saveState, onSaveState)];
    [...signals, this.#cells, this.#kernel, this.#connection].forEach(part => this.connections.add(part));
  }

  #record(type: EventType, data: JsonObject): void {
    const { recorder } = this.#parts;
    if (recorder.isRecording) {
      recorder.enqueue(type, { notebook: capPath(this.#path), ...data });
    }
  }
}
