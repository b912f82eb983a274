import { beforeEach, describe, expect, it } from 'vitest';

import { CellRuns } from './cell-runs';
import { FakeLab, type FakeCell, FakeRecorder, makeCell, makePanel } from '../fixtures/fake-lab';
import { FakeLogger } from '../../platform/fixtures/fake-logger';
import type { ObservedError } from '../../jupyter/observed';

const ZERO_DIVISION: ObservedError = {
  errorName: 'ZeroDivisionError',
  errorValue: 'division by zero',
  traceback: ['\u001B[31mZeroDivisionError\u001B[0m', '----> 1 1 / 0'],
};

let nowMs: number;
let recorder: FakeRecorder;
let logger: FakeLogger;
let exercises: Map<string, string>;

beforeEach(() => {
  nowMs = 1000;
  recorder = new FakeRecorder();
  logger = new FakeLogger();
  exercises = new Map();
});

function open(...cells: FakeCell[]) {
  const panel = makePanel('week1/loops.ipynb', cells);
  const lab = new FakeLab(panel);
  const notebook = panel.content;
  const capture = new CellRuns({
    signals: lab.signals,
    tracker: lab,
    recorder,
    cellsOf: () => ({
      exerciseOf: id => exercises.get(id),
      checkOf: () => undefined,
      isUntouched: () => false,
      countUntouched: () => ({ untouched: 0, all: 0 }),
    }),
    kernelLostSinceMs: () => undefined,
    monotonicMs: () => nowMs,
    logger,
  });
  return {
    lab,
    panel,
    capture,
    schedule: (cell: FakeCell) => lab.signals.executionScheduled.emit({ notebook, cell }),
    finish: (cell: FakeCell, error?: ObservedError, count = 1) => {
      cell.model.executionCount = error !== undefined && error.errorName === undefined ? null : count;
      lab.signals.executed.emit({ notebook, cell, success: error === undefined, error: error ?? null });
    },
    passMs: (ms: number) => {
      nowMs += ms;
    },
  };
}

const runs = () => recorder.events.map(({ data }) => data);

describe('a run of a cell', () => {
  it('is told with the notebook, the cell, how it went and how long it took', () => {
    const cell = makeCell({ id: 'abc', source: 'print(1)' });
    const lab = open(makeCell({ id: 'first' }), cell);
    lab.schedule(cell);
    lab.passMs(250.4);
    lab.finish(cell, undefined, 7);
    expect(recorder.events).toEqual([
      {
        type: 'cell.executed',
        data: {
          notebook: 'week1/loops.ipynb',
          cell: { id: 'abc', index: 1 },
          ok: true,
          durationMs: 250,
          executionCount: 7,
          language: 'python',
        },
      },
    ]);
  });

  it('tells the error by name and message, and no code, at the default level', () => {
    const cell = makeCell();
    const lab = open(cell);
    lab.finish(cell, ZERO_DIVISION);
    expect(runs()[0]).toMatchObject({ ok: false, error: { name: 'ZeroDivisionError', message: 'division by zero' } });
    expect(runs()[0]).not.toHaveProperty('code');
    expect(runs()[0]).not.toHaveProperty('error.traceback');
  });

  it('tells no error before the class has told its policy', () => {
    recorder.setLevel(null);
    const cell = makeCell();
    open(cell).finish(cell, ZERO_DIVISION);
    expect(runs()[0]).toMatchObject({ ok: false });
    expect(runs()[0]).not.toHaveProperty('error');
  });

  it('names the exercise that the cell belongs to', () => {
    const cell = makeCell({ id: 'abc' });
    exercises.set('abc', 'loops-2');
    open(cell).finish(cell);
    expect(runs()[0]).toMatchObject({ cell: { exercise: 'loops-2' } });
  });

  it('shows the code that was run, not what it was edited to meanwhile', () => {
    recorder.setLevel('code');
    const cell = makeCell({ source: 'slow()' });
    const lab = open(cell);
    lab.schedule(cell);
    cell.model.source = 'slow() # hm';
    lab.finish(cell);
    expect(runs()[0]).toMatchObject({ code: 'slow()' });
  });

  it('shows what it printed where the class asks for it', () => {
    recorder.setLevel('outputs');
    const cell = makeCell({ outputs: [{ output_type: 'stream', name: 'stdout', text: ['a\n', 'b\n'] }] });
    open(cell).finish(cell);
    expect(runs()[0]).toMatchObject({ output: 'a\nb\n' });
  });

  it('is not read for what it put out where the class does not ask for it', () => {
    const cell = makeCell();
    const toJSON = () => {
      throw new Error('read without need');
    };
    cell.model.outputs = { length: 1, get: () => ({ type: 'stream', toJSON }) };
    const lab = open(cell);
    lab.schedule(cell);
    lab.finish(cell);
    expect(runs()).toHaveLength(1);
    expect(logger.kinds).toEqual([]);
  });
});

describe('the duration', () => {
  it('of queued cells does not count the wait for the cells above', () => {
    const [a, b] = [makeCell({ id: 'a' }), makeCell({ id: 'b' })];
    const lab = open(a, b);
    lab.schedule(a);
    lab.schedule(b);
    lab.passMs(3000);
    lab.finish(a);
    lab.passMs(500);
    lab.finish(b);
    expect(runs().map(run => run['durationMs'])).toEqual([3000, 500]);
  });

  it('is 0 when the start was not seen', () => {
    const cell = makeCell();
    const lab = open(cell);
    lab.passMs(9000);
    lab.finish(cell);
    expect(runs()[0]).toMatchObject({ durationMs: 0 });
  });

  it('of a cell that is run again while it is queued counts from its latest start', () => {
    const cell = makeCell();
    const lab = open(cell);
    lab.schedule(cell);
    lab.passMs(1000);
    lab.schedule(cell);
    lab.passMs(200);
    lab.finish(cell);
    expect(runs().map(run => run['durationMs'])).toEqual([200]);
  });

  it('of one notebook is not shortened by the runs of another', () => {
    const cell = makeCell();
    const lab = open(cell);
    const elsewhere = makeCell({ id: 'elsewhere' });
    const other = makePanel('other.ipynb', [elsewhere]);
    lab.lab.add(other);
    lab.schedule(cell);
    lab.passMs(400);
    lab.lab.signals.executed.emit({ notebook: other.content, cell: elsewhere, success: true });
    lab.passMs(100);
    lab.finish(cell);
    expect(runs().at(-1)).toMatchObject({ durationMs: 500 });
  });
});

describe('what is no run', () => {
  it('is a markdown or raw cell', () => {
    const [text, raw] = [makeCell({ type: 'markdown' }), makeCell({ type: 'raw' })];
    const lab = open(text, raw);
    lab.finish(text);
    lab.finish(raw);
    expect(runs()).toEqual([]);
  });

  it('is a cell that "run all" skipped after an error', () => {
    const [bad, skipped] = [makeCell({ id: 'bad' }), makeCell({ id: 'skipped' })];
    const lab = open(bad, skipped);
    lab.schedule(bad);
    lab.schedule(skipped);
    lab.finish(bad, ZERO_DIVISION);
    lab.finish(skipped, {});
    expect(runs()).toHaveLength(1);
  });

  it('is an empty cell', () => {
    const cell = makeCell({ source: ' \n' });
    const lab = open(cell);
    lab.lab.signals.executed.emit({ notebook: lab.panel.content, cell, success: true });
    expect(runs()).toEqual([]);
  });

  it('is a run outside the notebooks of the page', () => {
    const cell = makeCell();
    const { lab } = open();
    lab.signals.executed.emit({ notebook: makePanel('elsewhere.ipynb', [cell]).content, cell, success: true });
    expect(runs()).toEqual([]);
  });
});

describe('capture', () => {
  it('tells of an interrupted run that it was interrupted', () => {
    const cell = makeCell();
    open(cell).finish(cell, { errorName: 'KeyboardInterrupt', errorValue: '', traceback: [] });
    expect(runs()[0]).toMatchObject({ ok: false, ended: 'interrupted', error: { name: 'KeyboardInterrupt', message: '' } });
  });

  it('records nothing while nobody has joined, and times the run that ends after joining', () => {
    const cell = makeCell();
    const lab = open(cell);
    recorder.isRecording = false;
    lab.finish(cell);
    lab.schedule(cell);
    lab.passMs(70);
    recorder.isRecording = true;
    lab.finish(cell);
    expect(runs().map(run => run['durationMs'])).toEqual([70]);
  });

  it('keeps its own failure from JupyterLab and says it to the log', () => {
    const cell = makeCell();
    const lab = open(cell);
    recorder.enqueue = () => {
      throw new Error('broken');
    };
    expect(() => lab.finish(cell)).not.toThrow();
    expect(logger.kinds).toEqual(['cell executed']);
  });

  it('stops when disposed', () => {
    const cell = makeCell();
    const lab = open(cell);
    lab.capture.dispose();
    lab.finish(cell);
    expect(runs()).toEqual([]);
  });
});
