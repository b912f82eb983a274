import { expect, it } from 'vitest';

import { findCalledCell } from './called-cell';
import { type FakeCell, makeCell } from './fixtures/fake-lab';
import type { RecentRun } from './runs/recent-run';

const FAILURE = { output_type: 'error', ename: 'ZeroDivisionError', evalue: 'division by zero' };

function ran(id: string, ...outputs: unknown[]): FakeCell {
  const cell = makeCell({ id, source: 'x', outputs });
  cell.model.executionCount = 1;
  return cell;
}

const failed = ran('failed', FAILURE);
const worked = ran('worked', { output_type: 'stream', text: 'hello' });
const running = makeCell({ id: 'running', source: 'while True: pass' });
const blank = makeCell({ id: 'blank', source: ' \n' });
const fresh = makeCell({ id: 'fresh', source: 'y = 2' });
const text = makeCell({ id: 'text', type: 'markdown', source: '# Exercise' });
const all = [text, worked, failed, running, fresh, blank];

/** What a call is about, and whether it may end by itself. */
function called(active: FakeCell | null, recent?: RecentRun, cells = all) {
  const found = findCalledCell({ widgets: cells, activeCell: active, model: null }, recent);
  return found === undefined ? undefined : [found.cell.model.id, found.calledAs, found.canComeRight];
}

const last = (cell: FakeCell): RecentRun => ({ cellId: cell.model.id, isRunning: false });
const waited = (cell: FakeCell): RecentRun => ({ cellId: cell.model.id, isRunning: true });

it.each<[string, FakeCell, RecentRun | undefined, ReturnType<typeof called>]>([
  ['the one that failed, from the blank one that Shift+Enter opened', blank, last(failed), ['failed', 'run_last', true]],
  ['the one that failed, from the next exercise', fresh, last(failed), ['failed', 'run_last', true]],
  ['the one that failed, from the text below', text, last(failed), ['failed', 'run_last', true]],
  ['the one that still runs, from the blank one below', blank, waited(running), ['running', 'running', true]],
  ['the one that still runs, from the next exercise', fresh, waited(running), ['running', 'running', true]],
  ['the one that still runs, from itself', running, waited(running), ['running', 'running', true]],
  ['the one that worked, from a blank one: a second time would solve nothing', blank, last(worked), ['worked', 'run_last', false]],
  ['the one that is being written, after one that worked', fresh, last(worked), ['fresh', 'active', true]],
  ['one that was run and gone back to', worked, last(failed), ['worked', 'active', false]],
  ['one that failed and was gone back to', failed, last(worked), ['failed', 'active', true]],
  ['one that was never run, where nothing was', fresh, undefined, ['fresh', 'active', true]],
  ['a text, which no run ends', text, last(worked), ['text', 'active', false]],
  ['none, where the blank one is all there is', blank, undefined, undefined],
])('a call is about %s', (_, active, recent, expected) => {
  expect(called(active, recent)).toEqual(expected);
});

it('a cell that was deleted since is not what a call is about', () => {
  const left = [worked, fresh, blank];
  expect(called(fresh, last(failed), left)).toEqual(['fresh', 'active', true]);
  expect(called(blank, waited(running), left)).toBeUndefined();
});

it('a notebook of which no cell is active has the one that ran', () => {
  expect(called(null, last(failed))).toEqual(['failed', 'run_last', true]);
  expect(called(null)).toBeUndefined();
});
