import { beforeEach, describe, expect, it } from 'vitest';

import { FakeHashing } from '../fixtures/fake-hashing';
import { FakeLab, FakeRecorder, makeCell, makePanel } from '../fixtures/fake-lab';
import { FakeLogger } from '../../platform/fixtures/fake-logger';
import { noKeepsake } from '../../platform/keepsake';
import { FirstPaths } from '../recorder/first-paths';
import { NotebookLifecycle } from './notebook-lifecycle';

let recorder: FakeRecorder;
let logger: FakeLogger;
let lab: FakeLab;

beforeEach(() => {
  recorder = new FakeRecorder();
  logger = new FakeLogger();
  lab = new FakeLab();
});

const watch = () =>
  new NotebookLifecycle({
    tracker: lab,
    recorder,
    paths: new FirstPaths(noKeepsake),
    hashing: new FakeHashing(),
    clock: { sleep: () => Promise.resolve(), monotonicMs: () => 0 },
    logger,
  });
const types = () => recorder.events.map(({ type }) => type);

async function openPanel(path = 'a.ipynb') {
  const panel = makePanel(path, [makeCell(), makeCell()]);
  lab.add(panel);
  panel.context.load();
  await panel.context.ready;
  return panel;
}

describe('a notebook', () => {
  it('is opened once its content is there, with the count of its cells', async () => {
    watch();
    const panel = makePanel('a.ipynb', [makeCell(), makeCell()]);
    lab.add(panel);
    expect(types()).toEqual([]);
    panel.context.load();
    await panel.context.ready;
    expect(recorder.events).toEqual([{ type: 'notebook.opened', data: { notebook: 'a.ipynb', cells: 2 } }]);
  });

  it('that was open before the extension started is told too', async () => {
    await openPanel();
    watch();
    await Promise.resolve();
    expect(types()).toEqual(['notebook.opened']);
  });

  it('is saved when the save is complete, and closed by the name it had last', async () => {
    watch();
    const { context } = await openPanel();
    context.saveState.emit('started');
    context.saveState.emit('failed');
    context.saveState.emit('started');
    context.saveState.emit('completed');
    context.rename('b.ipynb');
    context.close();
    expect(recorder.events.slice(1)).toEqual([
      { type: 'notebook.saved', data: { notebook: 'a.ipynb' } },
      { type: 'notebook.closed', data: { notebook: 'b.ipynb' } },
    ]);
  });

  it('in two views is opened, saved and closed once', async () => {
    watch();
    const panel = await openPanel();
    lab.add({ ...panel });
    await Promise.resolve();
    panel.context.saveState.emit('completed');
    panel.context.close();
    expect(types()).toEqual(['notebook.opened', 'notebook.saved', 'notebook.closed']);
  });

  it('that is closed before it was loaded, or cannot be loaded, was not opened', async () => {
    watch();
    const [early, broken] = [makePanel('early.ipynb'), makePanel('broken.ipynb')];
    lab.add(early);
    lab.add(broken);
    early.context.close();
    early.context.load();
    broken.context.refuse(new Error('no such file'));
    await expect(broken.context.ready).rejects.toThrow('no such file');
    broken.context.close();
    expect(types()).toEqual([]);
  });

  it('that was opened before the student joined is told on joining, once', async () => {
    recorder.isRecording = false;
    const lifecycle = watch();
    await openPanel();
    expect(types()).toEqual([]);
    recorder.isRecording = true;
    lifecycle.catchUp();
    lifecycle.catchUp();
    expect(types()).toEqual(['notebook.opened']);
  });

  it('is told again for the next student on the same page', async () => {
    const lifecycle = watch();
    await openPanel();
    lifecycle.forget();
    lifecycle.catchUp();
    expect(types()).toEqual(['notebook.opened', 'notebook.opened']);
  });
});

it('stops when disposed', async () => {
  const lifecycle = watch();
  const { context } = await openPanel();
  lifecycle.dispose();
  context.saveState.emit('completed');
  context.close();
  await openPanel('b.ipynb');
  expect(types()).toEqual(['notebook.opened']);
});

it('keeps its own failure from JupyterLab', async () => {
  watch();
  recorder.enqueue = () => {
    throw new Error('broken');
  };
  const { context } = await openPanel();
  expect(() => context.saveState.emit('completed')).not.toThrow();
  expect(logger.kinds).toEqual(['notebook opened', 'notebook saved']);
});
