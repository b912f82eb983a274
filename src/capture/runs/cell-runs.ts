import { DisposableSet, type IDisposable } from '@lumino/disposable';

import type { Logger } from '../../platform/logger';
import { type CaptureLevel, includesLevel } from '../../protocol';
import { connected } from '../../jupyter/connected';
import { guarded } from '../../jupyter/guard';
import type {
  ExerciseOf,
  FinishedRun,
  ObservedCell,
  ObservedError,
  ObservedTracker,
  RunSignals,
  ScheduledRun,
} from '../../jupyter/observed';
import { readOutputText } from './output-text';
import { captureLevel, classMask, type Recorder } from '../recorder/recorder';
import { type ObservedRun, redactRun, TEXT_LIMITS } from '../masking/redact';
import { RunStarts } from './run-starts';

export interface CellRunParts {
  readonly signals: RunSignals;
  readonly tracker: ObservedTracker;
  readonly recorder: Recorder;
  readonly exerciseOf: ExerciseOf;
  /** Milliseconds that only grow. */
  readonly monotonicMs: () => number;
  readonly logger: Logger;
}

/** Records a `cell.executed` for every code cell that ran in a notebook, until disposed. */
export function captureCellRuns(parts: CellRunParts): IDisposable {
  const { signals, recorder, monotonicMs, logger } = parts;
  const starts = new RunStarts();
  const sources = new WeakMap<ObservedCell, string>();

  const onScheduled = (_: unknown, { cell }: ScheduledRun) => {
    starts.scheduled(cell, monotonicMs());
    if (recorder.isRecording && includesLevel(captureLevel(recorder), 'code')) {
      sources.set(cell, cell.model.sharedModel.getSource());
    }
  };
  const onExecuted = (_: unknown, run: FinishedRun) => {
    const durationMs = starts.finished(run.notebook, run.cell, monotonicMs());
    const source = sources.get(run.cell);
    sources.delete(run.cell);
    if (recorder.isRecording && hasRun(run)) {
      recordRun(parts, run, durationMs, source);
    }
  };
  return DisposableSet.from([
    connected(signals.executionScheduled, guarded(logger, 'cell scheduled', onScheduled)),
    connected(signals.executed, guarded(logger, 'cell executed', onExecuted)),
  ]);
}

/**
 * Whether the kernel ran the cell. JupyterLab also announces markdown cells, empty cells, and, as failures without
 * an error's name, the cells that a "run all" skipped after an error: none of them is a run.
 */
function hasRun({ cell, success, error }: FinishedRun): boolean {
  if (cell.model.type !== 'code') {
    return false;
  }
  if (!success) {
    return typeof error?.errorName === 'string';
  }
  return typeof cell.model.executionCount === 'number' || cell.model.sharedModel.getSource().trim() !== '';
}

function recordRun(parts: CellRunParts, run: FinishedRun, durationMs: number, source: string | undefined): void {
  const { tracker, recorder } = parts;
  const panel = tracker.find(({ content }) => content === run.notebook);
  if (panel === undefined) {
    return;
  }
  const level = captureLevel(recorder);
  const observed: ObservedRun = {
    notebook: panel.context.localPath,
    cell: referTo(run, parts.exerciseOf(panel.context, run.cell.model.id)),
    ok: run.success,
    durationMs,
    executionCount: run.cell.model.executionCount ?? null,
    language: run.notebook.model?.defaultKernelLanguage ?? '',
    error: run.success ? undefined : readError(run.error ?? {}),
    ...readTexts(run.cell, level, source),
  };
  recorder.enqueue('cell.executed', { ...redactRun(observed, level, classMask(recorder)) });
}

function referTo({ cell: { model }, notebook }: FinishedRun, exercise: string | undefined): ObservedRun['cell'] {
  const index = notebook.widgets.findIndex(cell => cell.model === model);
  return { id: model.id, index, ...(exercise !== undefined && { exercise }) };
}

/** Reads only what the level allows; a run is told by the source it started with, not by what it was edited to since. */
function readTexts({ model }: ObservedCell, level: CaptureLevel, source: string | undefined): Pick<ObservedRun, 'code' | 'output'> {
  const hasOutput = includesLevel(level, 'outputs') && model.outputs !== undefined;
  return {
    code: includesLevel(level, 'code') ? (source ?? model.sharedModel.getSource()) : undefined,
    output: hasOutput ? readOutputText(model.outputs, TEXT_LIMITS.output) : undefined,
  };
}

function readError({ errorName, errorValue, traceback }: ObservedError): ObservedRun['error'] {
  return {
    name: errorName ?? '',
    message: typeof errorValue === 'string' ? errorValue : '',
    traceback: Array.isArray(traceback) ? traceback : [],
  };
}
