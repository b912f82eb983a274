import { expect, it } from 'vitest';

import { makeCell, makePanel } from './fixtures/fake-lab';
import { maskQuestion, type NotebookKnowledge, readCallPlace } from './help-context';

const FAILURE = { output_type: 'error', ename: 'NameError', evalue: "\u001B[31mtoken = 'hunter2-and-more'\u001B[0m", traceback: ['x'] };
const knowing = (exercise?: string, ranLast?: string): NotebookKnowledge => ({
  exerciseOf: () => exercise,
  recentRunOf: () => (ranLast === undefined ? undefined : { cellId: ranLast, isRunning: false }),
});
const failing = () => makePanel('week1/a.ipynb', [makeCell({ id: 'c1', outputs: [{ output_type: 'stream', text: 'x' }, FAILURE] })]);

it('says where the student is and the error of the cell, masked and without its traceback', () => {
  expect(readCallPlace(failing(), 'outputs', [], knowing('loops'))).toEqual({
    context: {
      notebook: 'week1/a.ipynb',
      cell: { id: 'c1', index: 0, exercise: 'loops' },
      error: { name: 'NameError', message: 'token = •••' },
    },
    calledAs: 'active',
    canComeRight: true,
  });
});

it('is about the cell that failed, with its error, though Shift+Enter has gone on to a blank one', () => {
  const panel = failing();
  const blank = makeCell({ id: 'c2', source: '' });
  panel.content.widgets.push(blank);
  panel.content.activeCell = blank;
  expect(readCallPlace(panel, 'errors', [], knowing(undefined, 'c1'))).toMatchObject({
    context: { cell: { id: 'c1', index: 0 }, error: { name: 'NameError' } },
    calledAs: 'run_last',
  });
  expect(readCallPlace(panel, 'errors', [], knowing())).toEqual({ context: { notebook: 'week1/a.ipynb' }, canComeRight: false });
});

it('says no error where the class asks for none, or the cell has none', () => {
  expect(readCallPlace(failing(), 'activity', [], knowing()).context).toEqual({ notebook: 'week1/a.ipynb', cell: { id: 'c1', index: 0 } });
  expect(readCallPlace(makePanel('a.ipynb', [makeCell()]), 'outputs', [], knowing()).context).not.toHaveProperty('error');
});

it('says the notebook alone where it has no cell', () => {
  expect(readCallPlace(makePanel('a.ipynb'), 'errors', [], knowing())).toEqual({ context: { notebook: 'a.ipynb' }, canComeRight: false });
});

it('masks a question, by every class’s rules and by this one’s', () => {
  expect(maskQuestion("why is password = 'hunter2-and-more' wrong for STUDENTNO-7?", ['STUDENTNO-*'])).toBe(
    'why is password = ••• wrong for •••?',
  );
});
