import { expect, it } from 'vitest';

import { makeCell, makePanel } from './fixtures/fake-lab';
import { maskQuestion, readHelpContext } from './help-context';

const FAILURE = { output_type: 'error', ename: 'NameError', evalue: "\u001B[31mtoken = 'hunter2-and-more'\u001B[0m", traceback: ['x'] };
const failing = () => makePanel('week1/a.ipynb', [makeCell({ id: 'c1', outputs: [{ output_type: 'stream', text: 'x' }, FAILURE] })]);

it('says where the student is and the error of the cell, masked and without its traceback', () => {
  expect(readHelpContext(failing(), 'outputs', [], () => 'loops')).toEqual({
    notebook: 'week1/a.ipynb',
    cell: { id: 'c1', index: 0, exercise: 'loops' },
    error: { name: 'NameError', message: 'token = •••' },
  });
});

it('says no error where the class asks for none, or the cell has none', () => {
  expect(readHelpContext(failing(), 'activity', [], () => undefined)).toEqual({ notebook: 'week1/a.ipynb', cell: { id: 'c1', index: 0 } });
  expect(readHelpContext(makePanel('a.ipynb', [makeCell()]), 'outputs', [], () => undefined)).not.toHaveProperty('error');
});

it('says the notebook alone where it has no cell', () => {
  expect(readHelpContext(makePanel('a.ipynb'), 'errors', [], () => undefined)).toEqual({ notebook: 'a.ipynb' });
});

it('masks a question, by every class’s rules and by this one’s', () => {
  expect(maskQuestion("why is password = 'hunter2-and-more' wrong for STUDENTNO-7?", ['STUDENTNO-*'])).toBe(
    'why is password = ••• wrong for •••?',
  );
});
