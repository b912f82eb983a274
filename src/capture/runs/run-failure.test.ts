import { expect, it } from 'vitest';

import { makeCell, makePanel } from '../fixtures/fake-lab';
import type { ObservedError } from '../../jupyter/observed';
import { errorOutputs, findFailure, normaliseErrorName } from './run-failure';

const ERROR = { output_type: 'error', ename: 'ValueError', evalue: 'no', traceback: ['line'] };

function finished(outputs: unknown[], success: boolean, error?: ObservedError) {
  const cell = makeCell({ outputs });
  return { notebook: makePanel('a.ipynb', [cell]).content, cell, success, error };
}

it.each([
  ["<class 'ZeroDivisionError'>", 'ZeroDivisionError'],
  ["<class 'mod.sub.MyError'>", 'MyError'],
  ['NameError', 'NameError'],
  ['', 'Error'],
  [undefined, 'Error'],
])('an error that a kernel names %j is %s', (name, expected) => {
  expect(normaliseErrorName(name)).toBe(expected);
});

it('a failure is what the signal says', () => {
  const run = finished([ERROR], false, { errorName: '', errorValue: '127', traceback: [] });
  expect(findFailure(run, new Set())).toEqual({ name: 'Error', message: '127', traceback: [] });
});

it('a failure that the signal does not carry is the error that the run left', () => {
  const told = { name: 'ValueError', message: 'no', traceback: ['line'] };
  expect(findFailure(finished([{ output_type: 'stream', text: 'x' }, ERROR], false), new Set())).toEqual(told);
  expect(findFailure(finished([ERROR], true), new Set())).toEqual(told);
  expect(findFailure(finished([{ output_type: 'stream', text: 'x' }], true), new Set())).toBeUndefined();
});

it('an error of a run before is none of this one', () => {
  const run = finished([ERROR], false);
  expect(findFailure(run, new Set(errorOutputs(run.cell.model.outputs)))).toBeUndefined();
  expect(findFailure(run, undefined)).toBeUndefined();
});
