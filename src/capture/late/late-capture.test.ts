import { beforeEach, describe, expect, it } from 'vitest';
import { Signal } from '@lumino/signaling';

import { Bustle, VirtualClock } from '../../../simulation/virtual/virtual-clock';
import type { EnqueueOptions } from '../../client/reporting-client';
import type { ObservedError } from '../../jupyter/observed';
import { FakeLogger } from '../../platform/fixtures/fake-logger';
import { noKeepsake } from '../../platform/keepsake';
import { LatePart } from '../../platform/late-part';
import type { EventType, JsonObject } from '../../protocol';
import * as capturing from '../capturing';
import { FakeHashing } from '../fixtures/fake-hashing';
import { FakeLab, type FakeCell, FakeRecorder, makeCell, makePanel, outputsOf } from '../fixtures/fake-lab';
import { FirstPaths } from '../recorder/first-paths';
import { LateCapture, type LateCaptureParts } from './late-capture';

const START_MS = Date.parse('2026-11-22T09:00:00Z');
const ZERO_DIVISION: ObservedError = { errorName: 'ZeroDivisionError', errorValue: 'division by zero', traceback: [] };

/** As the real client, keeps what is captured when it is told to, and when that was. */
class TimedRecorder extends FakeRecorder {
  readonly times: (number | undefined)[] = [];

  override enqueue(type: EventType, data: JsonObject, { atMs }: EnqueueOptions = {}): void {
    super.enqueue(type, data);
    this.times.push(atMs);
  }
}

let recorder: TimedRecorder;
let clock: VirtualClock;
let logger: FakeLogger;
let hashing: FakeHashing;

beforeEach(() => {
  recorder = new TimedRecorder();
  recorder.setLevel('outputs');
  clock = new VirtualClock(START_MS, new Bustle());
  logger = new FakeLogger();
  hashing = new FakeHashing({ isThere: false });
});

/** A page with a notebook that is loaded, in which what captures cannot be had until `arrive`. */
async function open(...cells: FakeCell[]) {
  const panel = makePanel('week1/a.ipynb', cells);
  const lab = new FakeLab(panel);
  lab.currentWidget = panel;
  const commandExecuted = new Signal<object, { id: string }>(lab);
  let arrive = (): void => undefined;
  const served = new Promise<typeof capturing>(resolve => (arrive = () => resolve(capturing)));
  const part = new LatePart({ load: () => served, sleep: (ms, signal) => clock.sleep(ms, signal), logger });
  const client = Object.assign(recorder, { onStatusChange: () => () => undefined, tellWork: () => undefined });
  const capture = new LateCapture({
    part,
    client: client as unknown as LateCaptureParts['client'],
    isOwn: () => true,
    paths: new FirstPaths(noKeepsake),
    tracker: lab,
    runs: lab.signals,
    commandExecuted,
    hashing,
    document: Object.assign(new EventTarget(), { visibilityState: 'visible' as const }),
    clock,
    logger,
  });
  part.ask();
  panel.context.load();
  await panel.context.ready;
  const schedule = (cell: FakeCell) => lab.signals.executionScheduled.emit({ notebook: panel.content, cell });
  const finish = (cell: FakeCell, error?: ObservedError) => {
    cell.model.executionCount = (cell.model.executionCount ?? 0) + 1;
    lab.signals.executed.emit({ notebook: panel.content, cell, success: error === undefined, error: error ?? null });
  };
  return {
    lab,
    panel,
    capture,
    schedule,
    finish,
    interrupt: () => commandExecuted.emit({ id: 'notebook:interrupt-kernel' }),
    run: async (cell: FakeCell, error?: ObservedError) => {
      schedule(cell);
      await clock.advance(2_000);
      finish(cell, error);
    },
    arrive: async () => {
      arrive();
      await clock.advance(0);
    },
  };
}

const runs = () => recorder.events.filter(({ type }) => type === 'cell.executed').map(({ data }) => data);

describe('a run that is made while what captures is still being loaded', () => {
  it('is told as it was then, in its order, with its time, its duration and its exercise', async () => {
    const cell = makeCell({ id: 'a', source: 'slow()', metadata: { tags: ['exercise:loops'] } });
    const other = makeCell({ id: 'b', source: '1 / 0' });
    const page = await open(cell, other);
    await page.run(cell);
    await page.run(other, ZERO_DIVISION);
    expect(recorder.events).toEqual([]);

    await clock.advance(60_000);
    await page.arrive();
    expect(runs()).toMatchObject([
      { cell: { id: 'a', index: 0, exercise: 'loops' }, ok: true, durationMs: 2_000, code: 'slow()', executionCount: 1 },
      { cell: { id: 'b', index: 1 }, ok: false, durationMs: 2_000, error: { name: 'ZeroDivisionError' } },
    ]);
    expect(recorder.times.slice(-2)).toEqual([START_MS + 2_000, START_MS + 4_000]);
    expect(logger.kinds).toEqual([]);
  });

  it('is told with what it was and printed, though its cell was edited and run again meanwhile', async () => {
    const cell = makeCell({ source: 'print(1)' });
    const page = await open(cell);
    page.schedule(cell);
    cell.model.outputs = outputsOf([{ output_type: 'stream', name: 'stdout', text: 'one' }]);
    page.finish(cell);
    cell.model.source = 'print(2)';
    page.schedule(cell);
    cell.model.outputs = outputsOf([{ output_type: 'stream', name: 'stdout', text: ['two', ' and more'] }]);
    page.finish(cell);
    cell.model.source = 'print(3)';
    await page.arrive();
    expect(runs()).toMatchObject([
      { code: 'print(1)', output: 'one' },
      { code: 'print(2)', output: 'two and more' },
    ]);
  });

  it('waits for what knows its cell by a hash, and no longer than ten seconds', async () => {
    const nbgrader = { solution: true, grade: false, grade_id: 'ex', checksum: 'e4a603af713a60d8da360a8825fe146f' };
    const cell = makeCell({ source: 'x = ...', metadata: { nbgrader } });
    const page = await open(cell);
    await page.run(cell);
    await page.arrive();
    await clock.advance(9_000);
    expect(runs()).toEqual([]);
    hashing.arrive();
    await clock.advance(0);
    expect(runs()).toMatchObject([{ ended: 'untouched' }]);

    hashing = new FakeHashing({ isThere: false });
    const other = await open(cell);
    await other.run(cell);
    await other.arrive();
    await clock.advance(10_000);
    expect(runs()).toHaveLength(2);
    expect(runs()[1]).not.toHaveProperty('ended');
  });

  it('is told once it ends, when it began before', async () => {
    const cell = makeCell({ source: 'slow()' });
    const page = await open(cell);
    page.schedule(cell);
    await page.arrive();
    await clock.advance(3_000);
    cell.model.source = 'other()';
    page.finish(cell);
    expect(runs()).toMatchObject([{ durationMs: 3_000, code: 'slow()' }]);
    expect(recorder.times.at(-1)).toBeUndefined();
  });

  it('is told as interrupted by the student', async () => {
    const cell = makeCell({ source: 'while True: pass' });
    const page = await open(cell);
    page.schedule(cell);
    page.interrupt();
    page.finish(cell, { errorName: 'KeyboardInterrupt', errorValue: '', traceback: [] });
    await page.arrive();
    expect(runs()).toMatchObject([{ ended: 'interrupted' }]);
  });

  it('is told though its notebook was closed', async () => {
    const cell = makeCell();
    const page = await open(cell);
    await page.run(cell);
    page.lab.panels.pop();
    await page.arrive();
    expect(runs()).toMatchObject([{ notebook: 'week1/a.ipynb', ok: true }]);
  });

  it('does not take an error for its own that its cell had before', async () => {
    const cell = makeCell({ outputs: [{ output_type: 'error', ename: 'OldError', evalue: '', traceback: [] }] });
    const page = await open(cell);
    page.schedule(cell);
    await page.arrive();
    page.finish(cell);
    expect(runs()).toMatchObject([{ ok: true }]);
  });
});

describe('what the student did not let out then', () => {
  it('is not told later: before they joined, or while they paused', async () => {
    const cell = makeCell();
    const page = await open(cell);
    recorder.isRecording = false;
    await page.run(cell);
    recorder.isRecording = true;
    await page.arrive();
    expect(runs()).toEqual([]);
  });

  it('is not told of a higher level that they agreed to since', async () => {
    recorder.setLevel('errors');
    const cell = makeCell();
    const page = await open(cell);
    await page.run(cell);
    recorder.setLevel('outputs');
    await page.arrive();
    expect(runs()).toHaveLength(1);
    expect(runs()[0]).not.toHaveProperty('code');
  });

  it('is not told of a higher level than they agree to by now', async () => {
    const cell = makeCell();
    const page = await open(cell);
    await page.run(cell);
    recorder.setLevel('errors');
    await page.arrive();
    expect(runs()).toHaveLength(1);
    expect(runs()[0]).not.toHaveProperty('code');
  });

  it('is not told for who came after them', async () => {
    const cell = makeCell();
    const page = await open(cell);
    await page.run(cell);
    page.capture.catchUp(true);
    await page.run(cell);
    await page.arrive();
    expect(runs()).toHaveLength(1);
    expect(runs()[0]).toMatchObject({ executionCount: 2 });
  });
});

it('tells nothing when it was disposed before its part came', async () => {
  const cell = makeCell();
  const page = await open(cell);
  await page.run(cell);
  page.capture.dispose();
  await page.arrive();
  await page.run(cell);
  expect(recorder.events).toEqual([]);
});
