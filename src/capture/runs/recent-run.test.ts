import { beforeEach, expect, it } from 'vitest';

import { FakeLogger } from '../../platform/fixtures/fake-logger';
import { type FakeCell, FakeLab, FakeRecorder, makeCell, makePanel } from '../fixtures/fake-lab';
import { CellRuns } from './cell-runs';

const [first, second, blank] = ['first', 'second', 'blank'].map(id => makeCell({ id, source: id === 'blank' ? '' : '1 / 0' })) as [
  FakeCell,
  FakeCell,
  FakeCell,
];

let recorder: FakeRecorder;
let panel: ReturnType<typeof makePanel>;
let lab: FakeLab;
let runs: CellRuns;

beforeEach(() => {
  recorder = new FakeRecorder();
  panel = makePanel('a.ipynb', [first, second, blank]);
  lab = new FakeLab(panel);
  runs = new CellRuns({
    signals: lab.signals,
    tracker: lab,
    recorder,
    cellsOf: () => undefined,
    kernelLostSinceMs: () => undefined,
    monotonicMs: () => 0,
    logger: new FakeLogger(),
  });
});

const schedule = (cell: FakeCell) => lab.signals.executionScheduled.emit({ notebook: panel.content, cell });
const finish = (cell: FakeCell, success: boolean, errorName?: string) => {
  cell.model.executionCount = errorName === undefined && !success ? null : 1;
  const error = success ? null : { ...(errorName !== undefined && { errorName }) };
  lab.signals.executed.emit({ notebook: panel.content, cell, success, error });
};
const recent = () => runs.recentRunOf(panel.context);

it('is none in a notebook in which nothing was run', () => {
  expect(recent()).toBeUndefined();
});

it('is the cell that is waited for, then the one that ran last', () => {
  schedule(first);
  schedule(second);
  expect(recent()).toEqual({ cellId: 'first', isRunning: true });
  finish(first, true);
  expect(recent()).toEqual({ cellId: 'second', isRunning: true });
  finish(second, false, 'ZeroDivisionError');
  expect(recent()).toEqual({ cellId: 'second', isRunning: false });
});

it('is not one that a “run all” skipped after the error, nor a blank one', () => {
  [first, second, blank].forEach(schedule);
  finish(first, false, 'ZeroDivisionError');
  finish(second, false);
  blank.model.executionCount = null;
  lab.signals.executed.emit({ notebook: panel.content, cell: blank, success: true });
  expect(recent()).toEqual({ cellId: 'first', isRunning: false });
});

it('is known of what was run before anything was recorded', () => {
  recorder.isRecording = false;
  schedule(first);
  finish(first, false, 'ZeroDivisionError');
  expect([recent(), recorder.events]).toEqual([{ cellId: 'first', isRunning: false }, []]);
});

it('is the cell under which the kernel ended', () => {
  schedule(first);
  panel.context.sessionContext.statusChanged.emit('autorestarting');
  expect(recent()).toEqual({ cellId: 'first', isRunning: false });
});
