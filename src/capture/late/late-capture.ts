import type { IDisposable } from '@lumino/disposable';

import type { ReportingStatus } from '../../client/status/reporting-status';
import { INTERRUPT_COMMAND } from '../../jupyter/interrupt-command';
import type { ExerciseOf, ObservedPanel, ObservedTracker, ScheduledRun } from '../../jupyter/observed';
import type { Clock } from '../../platform/clock';
import type { LatePart } from '../../platform/late-part';
import { lesserLevel, type RunningCell } from '../../protocol';
import type * as Capturing from '../capturing';
import type { ClassCapture, ClassCaptureParts } from '../class-capture';
import type { Recorder } from '../recorder/recorder';
import { asItIs } from './cell-snapshot';
import { HeldSignals } from './held-signals';

export interface LateCaptureParts extends Omit<ClassCaptureParts, 'recorder'> {
  readonly part: Pick<LatePart<typeof Capturing>, 'whenThere'>;
}

/** A run is told within this time, known by its hash or not. */
const MAX_HASHING_MS = 10_000;

/** What is to be known of the time at which something happened, when it is told later. */
interface Circumstances {
  readonly wallMs: number;
  readonly monotonicMs: number;
  readonly isRecording: boolean;
  readonly level: ReportingStatus['captureLevel'];
  /** Which of those who have been the student of this page. */
  readonly student: number;
}

type HeldParts = Pick<ClassCaptureParts, 'runs' | 'commandExecuted'>;

/** The capture of one class, whose code comes when it is needed. What is run until then is held, and recorded as if the code had been there. */
export class LateCapture implements IDisposable {
  readonly #parts: LateCaptureParts;
  readonly #signals: HeldSignals<Circumstances>;
  /** Those in which something was run meanwhile: one that has been closed since is told all the same. */
  readonly #panels = new Set<ObservedPanel>();
  #student = 0;
  #capture: ClassCapture | undefined;

  constructor(parts: LateCaptureParts) {
    this.#parts = parts;
    const { client, clock, logger } = parts;
    this.#signals = new HeldSignals(
      () => ({
        wallMs: clock.wallMs(),
        monotonicMs: clock.monotonicMs(),
        isRecording: client.isRecording,
        level: client.status.captureLevel,
        student: this.#student,
      }),
      logger,
    );
    const held = this.#hold();
    parts.part.whenThere
      .then(capturing => this.#begin(capturing, held))
      .catch((error: unknown) => {
        logger.warnOnce('late capture', 'could not begin to record; notebooks are not affected', error);
      });
  }

  get isDisposed(): boolean {
    return this.#signals.isDisposed;
  }

  readonly exerciseOf: ExerciseOf = (context, cellId) => this.#capture?.exerciseOf(context, cellId);

  /** See `ClassCapture`. */
  readonly recentRunOf: ClassCapture['recentRunOf'] = context => this.#capture?.recentRunOf(context);

  /** See `ClassCapture`. */
  readRunning(): RunningCell | undefined {
    return this.#capture?.readRunning();
  }

  /** See `ClassCapture`. */
  formerlyOf(notebook: string): { readonly formerly?: string } {
    return this.#capture?.formerlyOf(notebook) ?? {};
  }

  /** See `ClassCapture`. */
  catchUp(isOtherStudent: boolean): void {
    if (isOtherStudent) {
      this.#student += 1;
    }
    this.#capture?.catchUp(isOtherStudent);
  }

  dispose(): void {
    this.#signals.dispose();
    this.#panels.clear();
    this.#capture?.dispose();
  }

  #hold(): HeldParts {
    const { runs, commandExecuted, tracker } = this.#parts;
    const keepRun = <T extends ScheduledRun>(run: T): T => {
      const panel = tracker.find(({ content }) => content === run.notebook);
      if (panel !== undefined) {
        this.#panels.add(panel);
      }
      return asItIs(run);
    };
    return {
      runs: {
        executionScheduled: this.#signals.hold(runs.executionScheduled, keepRun),
        executed: this.#signals.hold(runs.executed, keepRun),
      },
      commandExecuted: this.#signals.hold(commandExecuted, command => (command.id === INTERRUPT_COMMAND ? command : undefined)),
    };
  }

  async #begin({ ClassCapture: Capture }: typeof Capturing, held: HeldParts): Promise<void> {
    if (this.isDisposed) {
      return;
    }
    this.#capture = new Capture({ ...this.#parts, ...held, clock: this.#clock(), recorder: this.#recorder(), tracker: this.#tracker() });
    // Capture reads the cells of a notebook that is loaded already in a moment, not now, and a run is told with its exercise.
    await Promise.allSettled([...this.#panels].map(({ context }) => context.ready));
    await this.#waitForHashing();
    this.#signals.release();
    this.#panels.clear();
  }

  /** Where the notebooks that are open have hashes. What is run later finds it there. */
  async #waitForHashing(): Promise<void> {
    const { hashing, clock } = this.#parts;
    if (hashing.isAskedFor) {
      await Promise.race([hashing.whenThere, clock.sleep(MAX_HASHING_MS)]);
    }
  }

  /** Shows the time at which what is told now happened. */
  #clock(): Clock {
    const { clock } = this.#parts;
    return {
      wallMs: () => this.#signals.past?.wallMs ?? clock.wallMs(),
      monotonicMs: () => this.#signals.past?.monotonicMs ?? clock.monotonicMs(),
      sleep: (ms, signal) => clock.sleep(ms, signal),
    };
  }

  /** Takes what is told late for whom it was then, as of then, and with no more of it than the student lets out then and now. */
  #recorder(): Recorder {
    const { client } = this.#parts;
    const signals = this.#signals;
    const isOfStudent = () => signals.past === undefined || (signals.past.isRecording && signals.past.student === this.#student);
    return {
      get isRecording() {
        return client.isRecording && isOfStudent();
      },
      get status() {
        const { past } = signals;
        return past === undefined ? client.status : { ...client.status, captureLevel: lower(past.level, client.status.captureLevel) };
      },
      enqueue: (type, data, options) => {
        const atMs = signals.past?.wallMs;
        client.enqueue(type, data, { ...options, ...(atMs !== undefined && { atMs }) });
      },
    };
  }

  #tracker(): ObservedTracker {
    const { tracker } = this.#parts;
    return {
      widgetAdded: tracker.widgetAdded,
      get currentWidget() {
        return tracker.currentWidget;
      },
      forEach: visit => tracker.forEach(visit),
      find: matches => tracker.find(matches) ?? [...this.#panels].find(matches),
    };
  }
}

type Level = Circumstances['level'];

/** The one that lets out less; null, the least, is known of no level yet. */
function lower(one: Level, other: Level): Level {
  return one === null || other === null ? null : lesserLevel(one, other);
}
