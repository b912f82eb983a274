import { DisposableDelegate, DisposableSet, type IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';

import type { ReportingClient } from '../client/reporting-client';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { RunningCell } from '../protocol';
import type { LateHashing } from './late-hashing';
import type { FirstPaths } from './recorder/first-paths';
import { FolderRecorder } from './recorder/folder-recorder';
import type { Recorder } from './recorder/recorder';
import { watchInterrupts } from './notebooks/interrupts';
import { NotebookLifecycle } from './notebooks/notebook-lifecycle';
import type { ExerciseOf, ObservedPanel, ObservedTracker, RunSignals } from '../jupyter/observed';
import { capturePresence, type PresenceParts } from './presence';
import { CellRuns } from './runs/cell-runs';

export interface ClassCaptureParts {
  readonly client: ReportingClient;
  /** Where its events go. */
  readonly recorder: Recorder;
  /** Whether a notebook is the class's, as folders are set now. */
  readonly isOwn: (notebook: string) => boolean;
  /** Where notebooks were before they were renamed or moved. */
  readonly paths: FirstPaths;
  readonly tracker: ObservedTracker;
  readonly runs: RunSignals;
  readonly commandExecuted: ISignal<unknown, { readonly id: string }>;
  readonly hashing: LateHashing;
  readonly document: PresenceParts['document'];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Records what happens in the notebooks of one class, until disposed. */
export class ClassCapture implements IDisposable {
  readonly #lifecycle: NotebookLifecycle;
  readonly #readPresent: () => ReturnType<CellRuns['readPresent']>;
  readonly #recorder: FolderRecorder;
  readonly #cellRuns: CellRuns;
  readonly #parts: DisposableSet;

  constructor(parts: ClassCaptureParts) {
    const { client, isOwn, paths, tracker, commandExecuted, hashing, document, clock, logger } = parts;
    const recorder = new FolderRecorder(parts.recorder, isOwn, paths);
    const lifecycle = new NotebookLifecycle({ tracker, recorder, paths, hashing, clock, logger });
    // A notebook that was announced before the student declined was dropped. It is announced again once they agree.
    const stop = client.onStatusChange(({ captureLevel }) => (captureLevel === null ? lifecycle.forget() : lifecycle.catchUp()));
    const cellRuns = startRuns(parts, recorder, lifecycle);
    const onInterrupt = ({ context }: ObservedPanel) => {
      lifecycle.noteInterrupt(context);
      cellRuns.noteInterrupt(context);
    };
    this.#readPresent = createPresentReader(cellRuns, logger);
    client.tellWork(this.#readPresent);
    this.#recorder = recorder;
    this.#cellRuns = cellRuns;
    this.#lifecycle = lifecycle;
    this.#parts = DisposableSet.from([
      lifecycle,
      cellRuns,
      watchInterrupts({ commandExecuted, tracker, logger, onInterrupt }),
      capturePresence({ document, recorder, isAtWork: () => lifecycle.isAtWork, logger }),
      new DisposableDelegate(() => {
        stop();
        client.tellWork(() => ({}));
      }),
    ]);
  }

  get isDisposed(): boolean {
    return this.#parts.isDisposed;
  }

  readonly exerciseOf: ExerciseOf = (context, cellId) => this.#lifecycle.exerciseOf(context, cellId);

  /** What the student ran last in a notebook, or waits for; see `CellRuns`. */
  readonly recentRunOf: CellRuns['recentRunOf'] = context => this.#cellRuns.recentRunOf(context);

  /** The cell of the class's notebooks that has been running longest, once that is long. */
  readRunning(): RunningCell | undefined {
    return this.#readPresent().now;
  }

  /** Where a notebook was before it was renamed or moved; empty where it was not. */
  formerlyOf(notebook: string): { readonly formerly?: string } {
    return this.#recorder.formerlyOf(notebook);
  }

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

function startRuns({ runs, tracker, clock, logger }: ClassCaptureParts, recorder: FolderRecorder, lifecycle: NotebookLifecycle): CellRuns {
  return new CellRuns({
    signals: runs,
    tracker,
    recorder,
    cellsOf: context => lifecycle.cellsOf(context),
    kernelLostSinceMs: context => lifecycle.kernelLostSinceMs(context),
    monotonicMs: () => clock.monotonicMs(),
    logger,
  });
}

/** Must not throw: a report waits for it. */
function createPresentReader(cellRuns: CellRuns, logger: Logger): () => ReturnType<CellRuns['readPresent']> {
  return () => {
    try {
      return cellRuns.readPresent();
    } catch (error) {
      logger.warnOnce('present work', 'could not tell what runs; the notebook is not affected', error);
      return {};
    }
  };
}
