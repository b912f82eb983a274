import { expect, it } from 'vitest';

import type { CallPlace } from '../../client/assistance/help-context';
import { helpData, offerRunning, placeOfCall } from './help-data';

const RUNNING = { notebook: 'week1/a.ipynb', cell: { id: 'loop', index: 3, exercise: 'loops' }, forMs: 12_000 };
const CONTEXT = {
  notebook: 'week1/a.ipynb',
  formerly: 'a.ipynb',
  cell: { id: 'next', index: 4 },
  error: { name: 'NameError', message: 'x' },
};

const FOUND: CallPlace = { context: CONTEXT, calledAs: 'run_last', canComeRight: true };

it('a student can say that a cell does not stop once one has been running for long', () => {
  expect([undefined, { ...RUNNING, forMs: 9999 }, RUNNING].map(offerRunning)).toEqual([undefined, undefined, RUNNING]);
});

it('a call says its place and no more of it', () => {
  expect(helpData(FOUND, 'Why?', undefined)).toEqual({ ...CONTEXT, question: 'Why?' });
  expect(helpData(undefined, '', undefined)).toEqual({});
});

it('a call that says so is about the cell that does not stop, wherever the student is by then', () => {
  const { notebook, cell } = RUNNING;
  expect(helpData(FOUND, '', RUNNING)).toEqual({ notebook, formerly: 'a.ipynb', cell, about: 'running' });
  expect(helpData({ ...FOUND, context: { ...CONTEXT, notebook: 'b.ipynb' } }, '', RUNNING)).toEqual({ notebook, cell, about: 'running' });
});

it('a call about a cell that does not stop ends when that one works, whatever was found before', () => {
  expect(placeOfCall({ context: { notebook: 'b.ipynb' }, canComeRight: false }, RUNNING)).toMatchObject({
    calledAs: 'running',
    canComeRight: true,
  });
  expect(placeOfCall(undefined, undefined)).toBeUndefined();
});
