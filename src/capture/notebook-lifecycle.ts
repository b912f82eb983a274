import { DisposableSet, type IDisposable } from '@lumino/disposable';

import type { Logger } from '../platform/logger';
import { connected } from './connected';
import { guarded } from './guard';
import type { ObservedContext, ObservedPanel, ObservedTracker } from './observed';
import { OpenNotebook } from './open-notebook';
import type { Recorder } from './recorder';

export interface NotebookLifecycleParts {
  readonly tracker: ObservedTracker;
  readonly recorder: Recorder;
  readonly logger: Logger;
}

/** Records `notebook.opened`, `notebook.saved` and `notebook.closed` for every notebook of the page, until disposed. */
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

  /** Says `notebook.opened` of the notebooks that were opened while nothing was recorded: call it whenever recording may have begun. */
  catchUp(): void {
    for (const notebook of this.#open.values()) {
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
    const { recorder, logger } = this.#parts;
    const notebook = new OpenNotebook(context, recorder, logger);
    this.#open.set(context, notebook);
    const onClosed = guarded(logger, 'notebook closed', () => {
      this.#open.delete(context);
      notebook.close();
    });
    notebook.connections.add(connected(context.disposed, onClosed));
  }
}
