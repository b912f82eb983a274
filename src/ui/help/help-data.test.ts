import { expect, it } from 'vitest';

import { helpData, offerRunning } from './help-data';

const RUNNING = { notebook: 'week1/a.ipynb', cell: { id: 'loop', index: 3, exercise: 'loops' }, forMs: 12_000 };
const CONTEXT = {
  notebook: 'week1/a.ipynb',
  formerly: 'a.ipynb',
  cell: { id: 'next', index: 4 },
  error: { name: 'NameError', message: 'x' },
};

it('a student can say that a cell does not stop once one has been running for long', () => {
  expect([undefined, { ...RUNNING, forMs: 9999 }, RUNNING].map(offerRunning)).toEqual([undefined, undefined, RUNNING]);
});

it('a call is about the cell in front, with its error', () => {
  expect(helpData(CONTEXT, 'Why?', undefined)).toEqual({ ...CONTEXT, question: 'Why?' });
  expect(helpData(undefined, '', undefined)).toEqual({});
});

it('a call that says so is about the cell that does not stop, wherever the student is by then', () => {
  const { notebook, cell } = RUNNING;
  expect(helpData(CONTEXT, '', RUNNING)).toEqual({ notebook, formerly: 'a.ipynb', cell, about: 'running' });
  expect(helpData({ ...CONTEXT, notebook: 'b.ipynb' }, '', RUNNING)).toEqual({ notebook, cell, about: 'running' });
});
