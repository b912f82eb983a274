import { Signal } from '@lumino/signaling';
import { beforeEach, describe, expect, it } from 'vitest';

import { FakeHashing } from '../fixtures/fake-hashing';
import { FakeLab, type FakeCell, FakeRecorder, makeCell, makePanel } from '../fixtures/fake-lab';
import { FakeLogger } from '../../platform/fixtures/fake-logger';
import { noKeepsake } from '../../platform/keepsake';
import { DEFAULT_POLICY } from '../../protocol';
import { placeholderHash } from '../checks/placeholder-hash';
import { FirstPaths } from '../recorder/first-paths';
import { FolderRecorder } from '../recorder/folder-recorder';
import { watchInterrupts } from './interrupts';
import { NotebookLifecycle } from './notebook-lifecycle';

let recorder: FakeRecorder;
let logger: FakeLogger;
let lab: FakeLab;
let hashing: FakeHashing;
let passMoment: () => Promise<void>;

beforeEach(() => {
  recorder = new FakeRecorder();
  logger = new FakeLogger();
  lab = new FakeLab();
  hashing = new FakeHashing({ isThere: false });
});

function watch(folder = '') {
  const waiting: (() => void)[] = [];
  const paths = new FirstPaths(noKeepsake);
  passMoment = async () => {
    waiting.splice(0).forEach(wake => wake());
    await Promise.resolve();
  };
  const sleep = () => new Promise<void>(resolve => void waiting.push(resolve));
  return new NotebookLifecycle({
    tracker: lab,
    recorder: new FolderRecorder(recorder, notebook => notebook.startsWith(folder), paths),
    paths,
    hashing,
    clock: { sleep, monotonicMs: () => 0 },
    logger,
  });
}

async function open(...cells: ReturnType<typeof makeCell>[]) {
  const panel = makePanel('class/a.ipynb', cells);
  lab.add(panel);
  panel.context.load();
  await panel.context.ready;
  return panel.context;
}

const exercise = (id: string, name: string) => makeCell({ id, metadata: { tags: [`exercise:${name}`] } });
const told = () => recorder.events.slice(1);
const manyCells = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => makeCell({ id: `${prefix}${String(index)}` }));

describe('the cells of a notebook', () => {
  it('are no news when it is opened', async () => {
    watch();
    await open(...manyCells('c', 50));
    await passMoment();
    expect(told()).toEqual([]);
  });

  it('are told when they are added, moved and removed, with their exercise', async () => {
    watch();
    const { model } = await open(exercise('a', 'ex1'), exercise('b', 'ex2'));
    model.cells.insert(1, makeCell({ id: 'new' }));
    await passMoment();
    model.cells.move(1, 2);
    await passMoment();
    model.cells.remove(0);
    await passMoment();
    expect(told()).toEqual([
      { type: 'cell.added', data: { notebook: 'class/a.ipynb', cell: { id: 'new', index: 1, exercise: 'ex1' } } },
      { type: 'cell.moved', data: { notebook: 'class/a.ipynb', cell: { id: 'new', index: 2, exercise: 'ex2' } } },
      { type: 'cell.removed', data: { notebook: 'class/a.ipynb', cell: { id: 'a', index: 0, exercise: 'ex1' } } },
    ]);
  });

  it('tell nothing of what was undone at once', async () => {
    watch();
    const { model } = await open(makeCell({ id: 'a' }));
    for (let step = 0; step < 30; step++) {
      model.cells.insert(1, makeCell({ id: 'new' }));
      model.cells.remove(1);
    }
    await passMoment();
    expect(told()).toEqual([]);
  });

  it("are the author's again when the file was read anew", async () => {
    const lifecycle = watch();
    const context = await open(exercise('a', 'ex1'));
    context.model.cells.insert(1, ...manyCells('c', 30));
    expect(lifecycle.exerciseOf(context, 'c0')).toBe('ex1');
    await passMoment();
    expect(told()).toEqual([]);
    expect(lifecycle.exerciseOf(context, 'c0')).toBeUndefined();
  });

  it('belong to their exercise from the moment that they are there', async () => {
    const lifecycle = watch();
    const context = await open(exercise('a', 'ex1'));
    context.model.cells.split(0, 'upper');
    expect(lifecycle.exerciseOf(context, 'upper')).toBe('ex1');
  });

  it("are nobody's business outside the class's folder", async () => {
    watch('elsewhere');
    const { model } = await open(makeCell({ id: 'a' }));
    model.cells.insert(0, makeCell({ id: 'x' }));
    await passMoment();
    expect(recorder.events).toEqual([]);
  });

  it('are not told while nothing is recorded, nor afterwards', async () => {
    watch();
    const { model } = await open(makeCell({ id: 'a' }));
    recorder.isRecording = false;
    model.cells.insert(0, makeCell({ id: 'x' }));
    await passMoment();
    recorder.isRecording = true;
    model.cells.insert(0, makeCell({ id: 'y' }));
    await passMoment();
    expect(told().map(({ data }) => data['cell'])).toEqual([{ id: 'y', index: 0 }]);
  });

  it('are told no more when the notebook is closed', async () => {
    watch();
    const context = await open(makeCell({ id: 'a' }));
    context.model.cells.insert(0, makeCell({ id: 'x' }));
    context.close();
    await passMoment();
    expect(told().map(({ type }) => type)).toEqual(['notebook.closed']);
  });

  it('keep a failure of ours from JupyterLab', async () => {
    watch();
    const { model } = await open(makeCell({ id: 'a' }));
    recorder.enqueue = () => {
      throw new Error('broken');
    };
    model.cells.insert(0, makeCell({ id: 'x' }));
    await passMoment();
    expect(logger.kinds).toEqual(['cells settled']);
  });
});

describe('a cell that its author handed out', () => {
  const SOURCE = 'x = ...';
  // As nbgrader computes it.
  const nbgrader = { solution: true, grade: false, grade_id: 'ex', checksum: 'e4a603af713a60d8da360a8825fe146f' };
  const handOut = () => {
    recorder.status = { ...recorder.status, policy: { ...DEFAULT_POLICY, placeholders: [placeholderHash(SOURCE)] } };
  };
  const isUntouched = (
    lifecycle: NotebookLifecycle,
    { context }: { context: Parameters<NotebookLifecycle['cellsOf']>[0] },
    cell: FakeCell,
  ) => lifecycle.cellsOf(context)?.isUntouched(cell.model, cell.model.source);

  it('is looked for by hashes where there are some: those of nbgrader, or of the class', async () => {
    const lifecycle = watch();
    await open(makeCell({ source: SOURCE }), exercise('a', 'a'));
    expect(hashing.isAskedFor).toBe(false);
    handOut();
    lifecycle.catchUp();
    expect(hashing.isAskedFor).toBe(true);
  });

  it('is looked for once a cell with a checksum comes in', async () => {
    watch();
    const { model } = await open(makeCell());
    model.cells.insert(1, makeCell({ id: 'x', metadata: { nbgrader } }));
    await passMoment();
    expect(hashing.isAskedFor).toBe(true);
  });

  it('is known by its checksum, and by the hash that the class has told', async () => {
    const checked = makeCell({ id: 'a', source: SOURCE, metadata: { nbgrader } });
    const plain = makeCell({ id: 'b', source: SOURCE });
    const lifecycle = watch();
    const context = await open(checked, plain);
    expect(hashing.isAskedFor).toBe(true);
    hashing.arrive();
    expect([isUntouched(lifecycle, { context }, checked), isUntouched(lifecycle, { context }, plain)]).toEqual([true, false]);
    handOut();
    expect(isUntouched(lifecycle, { context }, plain)).toBe(true);
  });

  it('counts as touched until that part of the page is there, unless it is known by its words', async () => {
    const checked = makeCell({ id: 'a', source: SOURCE, metadata: { nbgrader } });
    const marked = makeCell({ id: 'b', source: '# YOUR CODE HERE', metadata: { nbgrader } });
    handOut();
    const lifecycle = watch();
    const context = await open(checked, marked);
    expect([isUntouched(lifecycle, { context }, checked), isUntouched(lifecycle, { context }, marked)]).toEqual([false, true]);
  });
});

describe('the kernel of a notebook', () => {
  it('is told with its name when it is restarted, dies and is interrupted', async () => {
    const lifecycle = watch();
    const panel = makePanel('class/a.ipynb');
    lab.add(panel);
    panel.context.load();
    await panel.context.ready;
    const commandExecuted = new Signal<object, { id: string }>({});
    watchInterrupts({ commandExecuted, tracker: lab, logger, onInterrupt: ({ context }) => lifecycle.noteInterrupt(context) });
    panel.context.sessionContext.statusChanged.emit('restarting');
    panel.context.sessionContext.statusChanged.emit('idle');
    panel.context.sessionContext.statusChanged.emit('dead');
    lab.currentWidget = panel;
    commandExecuted.emit({ id: 'notebook:run-cell' });
    commandExecuted.emit({ id: 'notebook:interrupt-kernel' });
    const data = { notebook: 'class/a.ipynb', kernel: 'python3' };
    expect(told()).toEqual([
      { type: 'kernel.restarted', data },
      { type: 'kernel.died', data },
      { type: 'kernel.interrupted', data },
    ]);
  });
});
