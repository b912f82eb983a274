import { DisposableSet, type IDisposable } from '@lumino/disposable';

import { connected } from '../../jupyter/connected';
import { guarded } from '../../jupyter/guard';
import type {
  FinishedRun,
  ObservedCell,
  ObservedCellModel,
  ObservedContext,
  ObservedNotebook,
  ObservedPanel,
  ObservedTracker,
  RunSignals,
  ScheduledRun,
} from '../../jupyter/observed';
import type { Logger } from '../../platform/logger';
import { type CaptureLevel, includesLevel, type RunEnd, type RunningCell, type UnreachableKernel } from '../../protocol';
import type { CheckTarget } from '../checks/check-register';
import { hasSomethingToExecute } from '../checks/executable';
import { judgeRun } from '../checks/judge-run';
import { isCheckCall, readOtterResults } from '../checks/otter';
import { type ObservedRun, redactRun, TEXT_LIMITS } from '../masking/redact';
import { captureLevel, classMask, type Recorder } from '../recorder/recorder';
import { NotebookRuns } from './notebook-runs';
import { readOutputText, readValueText } from './output-text';
import { type NotebookAtWork, readRunning, readUnreachable, referTo } from './present-work';
import type { RecentRun } from './recent-run';
import { errorOutputs, findFailure, type RunError } from './run-failure';
import type { EndedRun } from './run-queue';

/** What is known of a notebook's cells besides what is in them. */
interface CellKnowledge {
  exerciseOf(id: string): string | undefined;
  checkOf(id: string): CheckTarget | undefined;
  isUntouched(model: ObservedCellModel, source: string): boolean;
  countUntouched(exercise: string | undefined): { readonly untouched: number; readonly all: number };
}

export interface CellRunParts {
  readonly signals: RunSignals;
  readonly tracker: ObservedTracker;
  readonly recorder: Recorder;
  /** Undefined while the notebook is being loaded. */
  readonly cellsOf: (context: ObservedContext) => CellKnowledge | undefined;
  /** Since when the page does not reach the notebook's kernel; undefined while it does. */
  readonly kernelLostSinceMs: (context: ObservedContext) => number | undefined;
  /** Milliseconds that only grow. */
  readonly monotonicMs: () => number;
  readonly logger: Logger;
}

/** How one run of a cell ended, as far as JupyterLab and the kernel tell. */
interface Ending {
  readonly context: ObservedContext;
  readonly notebook: ObservedNotebook;
  readonly cell: ObservedCell;
  readonly durationMs: number;
  readonly source: string;
  readonly failure: RunError | undefined;
  readonly wasInterrupted: boolean;
  readonly hasKernelDied: boolean;
}

/** Records a `cell.executed` for every code cell that ran in a notebook, until disposed. */
export class CellRuns implements IDisposable {
  readonly #parts: CellRunParts;
  readonly #notebooks = new Map<ObservedContext, NotebookRuns>();
  readonly #connections: DisposableSet;

  constructor(parts: CellRunParts) {
    this.#parts = parts;
    const { signals, logger } = parts;
    const onScheduled = guarded(logger, 'cell scheduled', (_: unknown, run: ScheduledRun) => this.#schedule(run));
    const onExecuted = guarded(logger, 'cell executed', (_: unknown, run: FinishedRun) => this.#finish(run));
    this.#connections = DisposableSet.from([connected(signals.executionScheduled, onScheduled), connected(signals.executed, onExecuted)]);
  }

  get isDisposed(): boolean {
    return this.#connections.isDisposed;
  }

  /** The student interrupts the kernel of this notebook. */
  noteInterrupt(context: ObservedContext): void {
    this.#notebooks.get(context)?.queue.interrupt();
  }

  /** What runs now in the class's notebooks, and what waits for a kernel that is not reached. */
  readPresent(): { readonly now?: RunningCell; readonly unreachable?: UnreachableKernel } {
    const { monotonicMs } = this.#parts;
    const [notebooks, nowMs] = [this.#atWork(), monotonicMs()];
    const [now, unreachable] = [readRunning(notebooks, nowMs), readUnreachable(notebooks, nowMs)];
    return { ...(now !== undefined && { now }), ...(unreachable !== undefined && { unreachable }) };
  }

  /** What the student ran last in a notebook, or waits for. */
  recentRunOf(context: ObservedContext): RecentRun | undefined {
    return this.#notebooks.get(context)?.recent;
  }

  dispose(): void {
    this.#connections.dispose();
    this.#notebooks.forEach(notebook => notebook.dispose());
    this.#notebooks.clear();
  }

  #atWork(): NotebookAtWork[] {
    const { recorder, cellsOf, kernelLostSinceMs } = this.#parts;
    const own = [...this.#notebooks].filter(([{ localPath }]) => recorder.covers?.(localPath) !== false);
    return own.map(([context, { queue }]) => ({
      context,
      queue,
      exerciseOf: id => cellsOf(context)?.exerciseOf(id),
      formerly: recorder.formerlyOf?.(context.localPath) ?? {},
      kernelLostSinceMs: kernelLostSinceMs(context),
    }));
  }

  #schedule({ cell, notebook, asItWas }: ScheduledRun): void {
    const panel = this.#panelOf(notebook);
    const { model } = asItWas ?? cell;
    if (panel !== undefined && model.type === 'code') {
      this.#runsOf(panel.context).queue.schedule({
        cell,
        notebook,
        scheduledAtMs: this.#parts.monotonicMs(),
        source: model.sharedModel.getSource(),
        oldErrors: new Set(errorOutputs(model.outputs)),
      });
    }
  }

  #finish({ asItWas, ...signalled }: FinishedRun): void {
    const run = { ...signalled, cell: asItWas ?? signalled.cell };
    const context = this.#panelOf(run.notebook)?.context;
    if (context === undefined || run.cell.model.type !== 'code') {
      return;
    }
    const runs = this.#runsOf(context);
    const ended = runs.queue.end(signalled.cell, this.#parts.monotonicMs());
    const failure = findFailure(run, ended.run?.oldErrors);
    if (!hasRun(run, failure)) {
      return;
    }
    runs.noteRan(signalled.cell);
    if (!this.#parts.recorder.isRecording) {
      return;
    }
    this.#record({
      context,
      notebook: run.notebook,
      cell: run.cell,
      durationMs: ended.durationMs,
      source: ended.run?.source ?? run.cell.model.sharedModel.getSource(),
      failure,
      wasInterrupted: ended.run?.wasInterrupted === true && failure !== undefined,
      hasKernelDied: false,
    });
  }

  #cutShort(context: ObservedContext, { run, durationMs }: EndedRun, how: RunEnd): void {
    if (run !== undefined && this.#parts.recorder.isRecording) {
      const hasKernelDied = how === 'kernel_died';
      this.#record({ ...run, context, durationMs, failure: undefined, hasKernelDied, wasInterrupted: !hasKernelDied });
    }
  }

  #record(ending: Ending): void {
    const { context, notebook, cell, durationMs, source, failure } = ending;
    const { recorder } = this.#parts;
    const level = captureLevel(recorder);
    const { exercise, ...verdict } = judge(ending, this.#parts.cellsOf(context));
    const observed: ObservedRun = {
      notebook: context.localPath,
      cell: referTo(cell.model, notebook, exercise),
      ...verdict,
      durationMs,
      executionCount: cell.model.executionCount ?? null,
      language: notebook.model?.defaultKernelLanguage ?? '',
      error: verdict.ok ? undefined : failure,
      ...readTexts(cell, level, source),
    };
    recorder.enqueue('cell.executed', { ...redactRun(observed, level, classMask(recorder)) });
  }

  #panelOf(notebook: ObservedNotebook): ObservedPanel | undefined {
    return this.#parts.tracker.find(({ content }) => content === notebook);
  }

  #runsOf(context: ObservedContext): NotebookRuns {
    const known = this.#notebooks.get(context);
    if (known !== undefined) {
      return known;
    }
    const onCutShort = (ended: EndedRun, how: RunEnd) => this.#cutShort(context, ended, how);
    const runs = new NotebookRuns({ ...this.#parts, context, onCutShort });
    this.#notebooks.set(context, runs);
    const close = () => {
      runs.dispose();
      this.#notebooks.delete(context);
    };
    this.#connections.add(connected(context.disposed, close));
    return runs;
  }
}

/**
 * Whether the kernel ran the cell. JupyterLab also announces markdown cells, empty cells, and, as failures without
 * an error of theirs, the cells that a "run all" skipped after an error: none of them is a run.
 */
function hasRun({ cell, success }: FinishedRun, failure: RunError | undefined): boolean {
  if (failure !== undefined) {
    return true;
  }
  return success && (typeof cell.model.executionCount === 'number' || cell.model.sharedModel.getSource().trim() !== '');
}

/** What the run says of exercises. */
function judge({ cell: { model }, notebook, source, failure, wasInterrupted, hasKernelDied }: Ending, cells: CellKnowledge | undefined) {
  const results = source.includes('check') ? readOtterResults(readValueText(model.outputs)) : [];
  const isCheckAlone = results.length > 0 && isCheckCall(source);
  const exercise = isCheckAlone ? undefined : cells?.exerciseOf(model.id);
  const tags = model.getMetadata('tags');
  const target = cells?.checkOf(model.id);
  const language = notebook.model?.defaultKernelLanguage ?? '';
  const verdict = judgeRun({
    errorName: failure?.name,
    wasInterrupted,
    hasKernelDied,
    mayFail: Array.isArray(tags) && tags.includes('raises-exception'),
    exercise,
    isUntouched: cells?.isUntouched(model, source) === true,
    target: target !== undefined && hasSomethingToExecute(source, language) ? target : undefined,
    results,
    countUntouched: name => cells?.countUntouched(name) ?? { untouched: 0, all: 0 },
  });
  return { exercise, ...verdict };
}

/** Reads only what the level allows; a run is told by the source it started with, not by what it was edited to since. */
function readTexts({ model }: ObservedCell, level: CaptureLevel, source: string): Pick<ObservedRun, 'code' | 'output'> {
  const hasOutput = includesLevel(level, 'outputs') && model.outputs !== undefined;
  return {
    code: includesLevel(level, 'code') ? source : undefined,
    output: hasOutput ? readOutputText(model.outputs, TEXT_LIMITS.output) : undefined,
  };
}
