import { DisposableDelegate, DisposableSet, type IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';

import type { ReportingClient } from '../client/reporting-client';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import { FolderRecorder } from './recorder/folder-recorder';
import { watchInterrupts } from './notebooks/interrupts';
import { NotebookLifecycle } from './notebooks/notebook-lifecycle';
import type { ExerciseOf, ObservedPanel, ObservedTracker, RunSignals } from '../jupyter/observed';
import { capturePresence, type PresenceParts } from './presence';
import { CellRuns } from './runs/cell-runs';

export interface ClassCaptureParts {
  readonly client: ReportingClient;
  /** Whether a notebook is the class's, as folders are set now. */
  readonly isOwn: (notebook: string) => boolean;
  readonly tracker: ObservedTracker;
  readonly runs: RunSignals;
  readonly commandExecuted: ISignal<unknown, { readonly id: string }>;
  readonly document: PresenceParts['document'];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Records what happens in the notebooks of one class, until disposed. */
export class ClassCapture implements IDisposable {
  readonly #lifecycle: NotebookLifecycle;
  readonly #parts: DisposableSet;

  constructor({ client, isOwn, tracker, runs, commandExecuted, document, clock, logger }: ClassCaptureParts) {
    const recorder = new FolderRecorder(client, isOwn);
    const lifecycle = new NotebookLifecycle({ tracker, recorder, sleep: (ms, signal) => clock.sleep(ms, signal), logger });
    // A notebook that was announced before the student declined was dropped. It is announced again once they agree.
    const stop = client.onStatusChange(({ captureLevel }) => (captureLevel === null ? lifecycle.forget() : lifecycle.catchUp()));
    const cellRuns = new CellRuns({
      signals: runs,
      tracker,
      recorder,
      cellsOf: context => lifecycle.cellsOf(context),
      monotonicMs: () => clock.monotonicMs(),
      logger,
    });
    const onInterrupt = ({ context }: ObservedPanel) => {
      lifecycle.noteInterrupt(context);
      cellRuns.noteInterrupt(context);
    };
    client.tellRunning(() => {
      try {
        return cellRuns.readRunning();
      } catch (error) {
        logger.warnOnce('running cell', 'could not tell which cell runs; the notebook is not affected', error);
        return undefined;
      }
    });
    this.#lifecycle = lifecycle;
    this.#parts = DisposableSet.from([
      lifecycle,
      cellRuns,
      watchInterrupts({ commandExecuted, tracker, logger, onInterrupt }),
      capturePresence({ document, recorder, isAtWork: () => lifecycle.isAtWork, logger }),
      new DisposableDelegate(() => {
        stop();
        client.tellRunning(() => undefined);
      }),
    ]);
  }

  get isDisposed(): boolean {
    return this.#parts.isDisposed;
  }

  readonly exerciseOf: ExerciseOf = (context, cellId) => this.#lifecycle.exerciseOf(context, cellId);

  /** Announces the open notebooks that could not be announced before. @param isOtherStudent who has opened none of them yet */
  catchUp(isOtherStudent: boolean): void {
    if (isOtherStudent) {
      this.#lifecycle.forget();
    }
    this.#lifecycle.catchUp();
  }

  dispose(): void {
    this.#parts.dispose();
  }
}
