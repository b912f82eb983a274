import { DisposableSet, type IDisposable } from '@lumino/disposable';

import type { Logger } from '../platform/logger';
import { connected } from './connected';
import { guarded } from './guard';
import type { ObservedContext } from './observed';
import type { Recorder } from './recorder';
import { capPath } from './redact';

/** One open notebook, in however many views, from when its content is there until it is closed. */
export class OpenNotebook implements IDisposable {
  /** Whether its `notebook.opened` is recorded. */
  isAnnounced = false;
  readonly connections = new DisposableSet();
  readonly #context: ObservedContext;
  readonly #recorder: Recorder;
  /** Remembered, because a closed document no longer tells. */
  #path: string;
  #isReady = false;

  constructor(context: ObservedContext, recorder: Recorder, logger: Logger) {
    this.#context = context;
    this.#recorder = recorder;
    this.#path = context.localPath;
    const onReady = guarded(logger, 'notebook opened', () => this.#begin(logger));
    // A notebook that cannot be loaded was not opened, and JupyterLab tells the student why.
    context.ready.then(onReady, () => undefined);
  }

  get isDisposed(): boolean {
    return this.connections.isDisposed;
  }

  /** Records `notebook.opened` once, as soon as the notebook is loaded and events are recorded. */
  announce(): void {
    if (this.#isReady && !this.isAnnounced && this.#recorder.isRecording) {
      this.isAnnounced = true;
      this.#recorder.record('notebook.opened', { notebook: capPath(this.#path), cells: this.#context.model.cells.length });
    }
  }

  /** Records `notebook.closed`, for a notebook whose opening is recorded. */
  close(): void {
    this.dispose();
    if (this.isAnnounced && this.#recorder.isRecording) {
      this.#recorder.record('notebook.closed', { notebook: capPath(this.#path) });
    }
  }

  dispose(): void {
    this.connections.dispose();
  }

  #begin(logger: Logger): void {
    if (this.isDisposed || this.#context.isDisposed) {
      return;
    }
    const context = this.#context;
    this.#isReady = true;
    this.#path = context.localPath;
    const onMoved = guarded(logger, 'notebook moved', () => {
      this.#path = context.localPath;
    });
    const onSaveState = guarded(logger, 'notebook saved', (_: unknown, state: string) => {
      if (state === 'completed' && this.#recorder.isRecording) {
        this.#recorder.record('notebook.saved', { notebook: capPath(this.#path) });
      }
    });
    this.connections.add(connected(context.pathChanged, onMoved));
    this.connections.add(connected(context.saveState, onSaveState));
    this.announce();
  }
}
