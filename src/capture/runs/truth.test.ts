import { beforeEach, describe, expect, it } from 'vitest';

import { ClassCapture } from '../class-capture';
import { FakeHashing } from '../fixtures/fake-hashing';
import { FakeLab, type FakeCell, FakeRecorder, makeCell, makePanel, outputsOf } from '../fixtures/fake-lab';
import { FakeLogger } from '../../platform/fixtures/fake-logger';
import { Bustle, VirtualClock } from '../../../simulation/virtual/virtual-clock';
import { Signal } from '@lumino/signaling';
import type { PresentWork } from '../../client/sources/present-work';
import type { ObservedError } from '../../jupyter/observed';
import { noKeepsake } from '../../platform/keepsake';
import { DEFAULT_POLICY } from '../../protocol';
import { placeholderHash } from '../checks/placeholder-hash';
import { FirstPaths } from '../recorder/first-paths';

/* The whole of capture on a notebook: what is told of its runs, and whether it is true. */

const PLACEHOLDER = 'def f():\n    # YOUR CODE HERE\n    raise NotImplementedError()';
const NOT_IMPLEMENTED: ObservedError = { errorName: 'NotImplementedError', errorValue: '', traceback: [] };
const ASSERTION: ObservedError = { errorName: 'AssertionError', errorValue: '', traceback: [] };

const solution = (source = PLACEHOLDER) =>
  makeCell({ id: 'sol', source, metadata: { nbgrader: { solution: true, grade: false, grade_id: 'ex' } } });
const tests = (source = 'assert f() == 1') =>
  makeCell({ id: 'test', source, metadata: { nbgrader: { solution: false, grade: true, locked: true, grade_id: 'ex-test', points: 1 } } });

let recorder: FakeRecorder;
let clock: VirtualClock;

beforeEach(() => {
  recorder = new FakeRecorder();
  recorder.setLevel('activity');
  clock = new VirtualClock(Date.parse('2026-11-22T09:00:00Z'), new Bustle());
});

async function open(...cells: FakeCell[]) {
  const panel = makePanel('week1/a.ipynb', cells);
  const lab = new FakeLab(panel);
  lab.currentWidget = panel;
  const commandExecuted = new Signal<object, { id: string }>(lab);
  const logger = new FakeLogger();
  const paths = new FirstPaths(noKeepsake);
  let readWork: () => PresentWork = () => ({});
  const tellWork = (read: () => PresentWork) => void (readWork = read);
  const client = Object.assign(recorder, { onStatusChange: () => () => undefined, tellWork });
  const capture = new ClassCapture({
    client: client as unknown as ConstructorParameters<typeof ClassCapture>[0]['client'],
    recorder,
    isOwn: () => true,
    paths,
    tracker: lab,
    runs: lab.signals,
    commandExecuted,
    hashing: new FakeHashing(),
    document: Object.assign(new EventTarget(), { visibilityState: 'visible' as const }),
    clock,
    logger,
  });
  panel.context.load();
  await panel.context.ready;
  const { sessionContext } = panel.context;
  const schedule = (cell: FakeCell) => lab.signals.executionScheduled.emit({ notebook: panel.content, cell });
  const begin = (cell: FakeCell) =>
    sessionContext.iopubMessage.emit({
      header: { msg_type: 'execute_input' },
      parent_header: {},
      content: { code: cell.model.sharedModel.getSource() },
    });
  const end = (cell: FakeCell, error?: ObservedError, outputs: unknown[] = []) => {
    cell.model.outputs = outputsOf(outputs);
    cell.model.executionCount = 1;
    lab.signals.executed.emit({ notebook: panel.content, cell, success: error === undefined, error: error ?? null });
  };
  return {
    running: () => readWork().now,
    unreachable: () => readWork().unreachable,
    paths,
    capture,
    panel,
    lab,
    logger,
    schedule,
    begin,
    end,
    run: (cell: FakeCell, error?: ObservedError, outputs?: unknown[]) => {
      schedule(cell);
      begin(cell);
      end(cell, error, outputs);
    },
    interrupt: () => commandExecuted.emit({ id: 'notebook:interrupt-kernel' }),
    say: (...statuses: string[]) => statuses.forEach(status => sessionContext.statusChanged.emit(status)),
    askForInput: (isWaiting: boolean) => sessionContext.session.kernel.pendingInput.emit(isWaiting),
  };
}

const runs = () => recorder.events.filter(({ type }) => type === 'cell.executed').map(({ data }) => data);

describe('an assignment of nbgrader', () => {
  it('run untouched, solved wrong, and solved right', async () => {
    const [sol, test] = [solution(), tests()];
    const lab = await open(sol, test);
    lab.run(sol);
    lab.run(test, NOT_IMPLEMENTED);
    sol.model.source = 'def f():\n    return 2';
    lab.run(sol);
    lab.run(test, ASSERTION);
    sol.model.source = 'def f():\n    return 1';
    lab.run(sol);
    lab.run(test);
    const check = { exercise: 'ex', check: 'ex-test' };
    expect(runs()).toMatchObject([
      { cell: { exercise: 'ex' }, ok: true, ended: 'untouched' },
      { ok: false, ended: 'untouched', checks: [{ ...check, ok: false }] },
      { cell: { exercise: 'ex' }, ok: true },
      { ok: false, checks: [{ ...check, ok: false }] },
      { ok: true },
      { ok: true, checks: [{ ...check, ok: true }] },
    ]);
    expect(runs().map(run => run['ended'] ?? null)).toEqual(['untouched', 'untouched', null, null, null, null]);
    expect(runs()[1]).not.toHaveProperty('cell.exercise');
    expect(lab.logger.kinds).toEqual([]);
  });

  it('knows a placeholder of any wording by its hash in the class’s uploaded notebook', async () => {
    const source = 'def f():\n    return 0  # to do';
    recorder.status = { ...recorder.status, policy: { ...DEFAULT_POLICY, placeholders: [placeholderHash(source)] } };
    const [sol, test] = [solution(source), tests()];
    const lab = await open(sol, test);
    lab.run(sol);
    lab.run(test, ASSERTION);
    sol.model.source = 'def f():\n    return 2';
    lab.run(sol);
    lab.run(test, ASSERTION);
    expect(runs().map(run => run['ended'] ?? null)).toEqual(['untouched', 'untouched', null, null]);
  });

  it('knows a placeholder that fails in a cell between the exercises, where its author lets students try it out', async () => {
    const [sol, tryOut] = [solution(), makeCell({ id: 'try', source: 'f()' })];
    const lab = await open(sol, tryOut);
    lab.run(tryOut, NOT_IMPLEMENTED);
    sol.model.source = 'def f():\n    return 1';
    lab.run(tryOut, NOT_IMPLEMENTED);
    expect(runs().map(run => run['ended'] ?? null)).toEqual(['untouched', null]);
  });

  it('tells nothing of tests that have nothing to execute', async () => {
    const test = tests('# hidden');
    const lab = await open(solution(), test);
    lab.run(test);
    expect(runs()[0]).not.toHaveProperty('checks');
  });

  it('knows what a student writes that looks like a placeholder from one', async () => {
    const lab = await open(solution('class Shape:\n    pass'));
    const own = makeCell({ id: 'own', source: 'class Shape:\n    def area(self):\n        raise NotImplementedError' });
    lab.panel.context.model.cells.insert(1, own);
    lab.run(own);
    expect(runs()[0]).not.toHaveProperty('ended');
  });
});

it('a copy of a check is no attempt at the exercise above it', async () => {
  const lab = await open(solution(), tests());
  const copy = makeCell({
    id: 'copy',
    source: 'assert f() == 1',
    metadata: { nbgrader: { grade: true, solution: false, grade_id: 'ex-test' } },
  });
  lab.panel.context.model.cells.insert(2, copy);
  lab.run(copy);
  expect(runs()[0]).toMatchObject({ ok: true, checks: [{ exercise: 'ex', check: 'ex-test', ok: true }] });
  expect(runs()[0]).not.toHaveProperty('cell.exercise');
});

it('what Otter returns is told although the run worked', async () => {
  const cell = makeCell({ id: 'c', source: 'grader.check("q1")' });
  const lab = await open(cell);
  lab.run(cell, undefined, [{ output_type: 'execute_result', data: { 'text/plain': 'q1 results:\n    q1 - 1 result:\n        no' } }]);
  lab.run(cell, undefined, [{ output_type: 'execute_result', data: { 'text/plain': ['q1 results: All test ', 'cases passed!'] } }]);
  expect(runs().map(run => [run['ok'], run['checks']])).toEqual([
    [true, [{ exercise: 'q1', check: 'q1', ok: false }]],
    [true, [{ exercise: 'q1', check: 'q1', ok: true }]],
  ]);
});

it('a cell that its author lets fail does not', async () => {
  const cell = makeCell({ metadata: { tags: ['raises-exception', 'exercise:a'] } });
  const lab = await open(cell);
  lab.run(cell, ASSERTION);
  expect(runs()).toMatchObject([{ ok: true }]);
  expect(runs()[0]).not.toHaveProperty('error');
});

describe('a failure without a word from JupyterLab', () => {
  const ERROR = { output_type: 'error', ename: "<class 'ZeroDivisionError'>", evalue: 'division', traceback: [] };

  it('is told by the cell’s own error', async () => {
    recorder.setLevel('errors');
    const cell = makeCell();
    const lab = await open(cell);
    lab.run(cell, {}, [ERROR]);
    lab.run(cell, undefined, [ERROR]);
    const told = { ok: false, error: { name: 'ZeroDivisionError', message: 'division' } };
    expect(runs()).toMatchObject([told, told]);
  });

  it('is none of a skipped cell that still shows an old error', async () => {
    const [bad, skipped] = [makeCell({ id: 'bad' }), makeCell({ id: 'skipped', outputs: [ERROR] })];
    const lab = await open(bad, skipped);
    lab.schedule(bad);
    lab.schedule(skipped);
    lab.end(bad, ASSERTION);
    lab.lab.signals.executed.emit({ notebook: lab.panel.content, cell: skipped, success: false });
    expect(runs().map(({ cell }) => cell)).toMatchObject([{ id: 'bad' }]);
  });
});

describe('a run that is cut short', () => {
  it('by the student is interrupted, whatever the kernel calls it', async () => {
    const cell = makeCell({ source: 'while True: pass' });
    const lab = await open(cell);
    lab.schedule(cell);
    lab.begin(cell);
    lab.interrupt();
    lab.end(cell, { errorName: 'Interrupted', errorValue: '', traceback: [] });
    expect(runs()).toMatchObject([{ ok: false, ended: 'interrupted' }]);
  });

  it('by a restart is told once, and the queued ones are not', async () => {
    const [cell, queued] = [makeCell({ id: 'a', source: 'a' }), makeCell({ id: 'b', source: 'b' })];
    const lab = await open(cell, queued);
    lab.schedule(cell);
    lab.schedule(queued);
    lab.begin(cell);
    await clock.advance(1500);
    lab.say('restarting', 'restarting', 'starting', 'idle');
    expect(runs()).toMatchObject([{ cell: { id: 'a' }, ok: false, ended: 'interrupted', durationMs: 1500 }]);
    lab.run(queued);
    lab.say('restarting', 'idle');
    expect(runs()).toHaveLength(2);
  });

  it.each([[['restarting', 'autorestarting', 'idle']], [['dead']]])('by a kernel that died is told: %j', async statuses => {
    const [sol, test] = [solution('def f(): return 1'), tests()];
    const lab = await open(sol, test);
    lab.schedule(test);
    lab.begin(test);
    lab.say(...statuses);
    expect(runs()).toMatchObject([{ ok: false, ended: 'kernel_died', checks: [{ exercise: 'ex', check: 'ex-test', ok: false }] }]);
  });

  it('by a kernel that died before it told that it began is told as well', async () => {
    const [first, exit] = [makeCell({ id: 'first', source: 'a' }), makeCell({ id: 'exit', source: 'os._exit(1)' })];
    const lab = await open(first, exit);
    lab.run(first);
    lab.schedule(exit);
    lab.say('restarting', 'autorestarting', 'idle');
    expect(runs().slice(1)).toMatchObject([{ cell: { id: 'exit' }, ok: false, ended: 'kernel_died' }]);
  });

  it('is none when the kernel dies with nothing to do, after a success', async () => {
    const cell = makeCell({ source: 'exit()' });
    const lab = await open(cell);
    lab.run(cell);
    lab.say('restarting', 'autorestarting', 'idle');
    expect(runs()).toMatchObject([{ ok: true }]);
  });
});

describe('the duration', () => {
  it('is counted from when the kernel began', async () => {
    const cell = makeCell({ source: 'x' });
    const lab = await open(cell);
    lab.schedule(cell);
    await clock.advance(4000);
    lab.begin(cell);
    await clock.advance(300);
    lab.end(cell);
    expect(runs()).toMatchObject([{ durationMs: 300 }]);
  });

  it('leaves out what the student took to answer', async () => {
    const cell = makeCell({ source: 'input()' });
    const lab = await open(cell);
    lab.schedule(cell);
    lab.begin(cell);
    await clock.advance(100);
    lab.askForInput(true);
    await clock.advance(60_000);
    lab.askForInput(false);
    await clock.advance(50);
    lab.end(cell);
    expect(runs()).toMatchObject([{ durationMs: 150 }]);
  });
});

describe('what runs now', () => {
  it('is told from two seconds on, never while it is queued, and no more when it has ended', async () => {
    const [cell, queued] = [makeCell({ id: 'a', source: 'a' }), makeCell({ id: 'b', source: 'b' })];
    const lab = await open(cell, queued);
    lab.schedule(cell);
    lab.schedule(queued);
    await clock.advance(5000);
    expect(lab.running()).toBeUndefined();
    lab.begin(cell);
    await clock.advance(1999);
    expect(lab.running()).toBeUndefined();
    await clock.advance(1);
    expect(lab.running()).toEqual({ notebook: 'week1/a.ipynb', cell: { id: 'a', index: 0 }, forMs: 2000 });
    lab.paths.noteMove('week0', 'week1');
    expect(lab.running()).toMatchObject({ notebook: 'week1/a.ipynb', formerly: 'week0/a.ipynb' });
    lab.askForInput(true);
    expect(lab.running()).toMatchObject({ waiting: 'input' });
    lab.askForInput(false);
    expect(lab.running()).not.toHaveProperty('waiting');
    lab.end(cell);
    await clock.advance(5000);
    expect(lab.running()).toBeUndefined();
  });

  it('is over when the kernel restarts', async () => {
    const cell = makeCell();
    const lab = await open(cell);
    lab.schedule(cell);
    lab.begin(cell);
    await clock.advance(9000);
    expect(lab.running()).toMatchObject({ forMs: 9000 });
    lab.say('restarting');
    expect(lab.running()).toBeUndefined();
  });
});

describe('a kernel that the page does not reach', () => {
  it('is told from ten seconds on while a cell waits, and no more once it is reached', async () => {
    const cell = makeCell();
    const lab = await open(cell);
    const { context } = lab.panel;
    context.connect('connecting');
    await clock.advance(4000);
    lab.schedule(cell);
    context.connect('disconnected');
    await clock.advance(5999);
    expect(lab.unreachable()).toBeUndefined();
    await clock.advance(1);
    expect(lab.unreachable()).toEqual({ notebook: 'week1/a.ipynb', forMs: 10_000 });
    context.connect('connected');
    expect(lab.unreachable()).toBeUndefined();
  });

  it('is no news while nobody waits for it', async () => {
    const cell = makeCell();
    const lab = await open(cell);
    lab.run(cell);
    lab.panel.context.connect('disconnected');
    await clock.advance(60_000);
    expect(lab.unreachable()).toBeUndefined();
  });
});

it('what is done after a rename says where the notebook was', async () => {
  const cell = makeCell();
  const lab = await open(cell);
  lab.paths.noteMove('week1', 'done');
  lab.panel.context.rename('done/a.ipynb');
  lab.run(cell);
  lab.panel.context.rename('done/b.ipynb');
  lab.run(cell);
  expect(runs().map(({ notebook, formerly }) => [notebook, formerly])).toEqual([
    ['done/a.ipynb', 'week1/a.ipynb'],
    ['done/b.ipynb', 'week1/a.ipynb'],
  ]);
  expect(lab.capture.formerlyOf('done/b.ipynb')).toEqual({ formerly: 'week1/a.ipynb' });
});
