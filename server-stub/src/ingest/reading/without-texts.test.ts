import { expect, it } from 'vitest';
import { LIMITS } from '../../../../src/protocol';
import { withoutTexts } from './without-texts';

const event = (data: object, type = 'cell.executed') => ({ seq: 1, type, time: '2026-11-22T09:00:00.000Z', data: { ...data } });
const WHERE = { notebook: 'a/b.ipynb', cell: { id: 'c1', index: 3, exercise: 'q1' } };
const RUN = { ...WHERE, ok: false, durationMs: 5, executionCount: 2, language: 'python' };

it('leaves out code, output, message and traceback, keeps what happened where, and says so', () => {
  const error = { name: 'NameError', message: 'm'.repeat(2000), traceback: 't' };
  const whole = event({
    ...RUN,
    code: 'x'.repeat(5000),
    output: 'y'.repeat(3000),
    error,
    checks: [{ exercise: 'q1', check: 't1', ok: true }],
  });

  expect(withoutTexts(whole)).toEqual(
    event({ ...RUN, error: { name: 'NameError' }, checks: [{ exercise: 'q1', check: 't1', ok: true }], textsOmitted: 'quota' }),
  );
});

it('keeps what says of which exercise and which check a run was, however long those are called', () => {
  const [path, name] = [`${'folder/'.repeat(20)}hw1.ipynb`, 'n'.repeat(LIMITS.exerciseNameLength)];
  const told = {
    notebook: `${'folder/'.repeat(20)}hw1 of Ada.ipynb`,
    formerly: path,
    cell: { id: 'c1', index: 3, exercise: name },
    checks: [{ exercise: name, check: name, ok: false }],
  };

  expect(withoutTexts(event({ ...told, code: 'x'.repeat(5000) }))['data']).toEqual({ ...told, textsOmitted: 'quota' });
});

it('leaves an event as it is that has no texts, and a lost range', () => {
  const saved = event({ notebook: 'a.ipynb' }, 'notebook.saved');
  const lost = { from: 2, seq: 9, type: 'lost', data: { count: 8, reason: 'quota' } };

  expect([withoutTexts(saved), withoutTexts(lost)]).toEqual([saved, lost]);
});

it('says of none that something is missing which has no texts, wherever it was', () => {
  const [added, run] = [event(WHERE, 'cell.added'), event({ ...RUN, checks: [{ exercise: 'q1', check: 't1', ok: true }] })];
  const fuller = event({ ...WHERE, cell: { ...WHERE.cell, metadata: {} } }, 'cell.added');

  expect([withoutTexts(added), withoutTexts(run)]).toEqual([added, run]);
  expect(withoutTexts(fuller)['data']).toEqual({ ...WHERE, textsOmitted: 'quota' });
});

it('keeps the question of a help request', () => {
  expect(
    withoutTexts(event({ ...WHERE, question: 'Why?'.repeat(20), error: { name: 'E', message: 'm' } }, 'help.requested'))['data'],
  ).toEqual({
    ...WHERE,
    question: 'Why?'.repeat(20),
    error: { name: 'E' },
    textsOmitted: 'quota',
  });
});

it('makes anything small, whatever the fields are called', () => {
  const fields = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`field-${String(index)}-${'n'.repeat(80)}`, 1]));
  const hostile = {
    ...event({ ...fields, a: { deep: 'x'.repeat(9000) }, b: ['y'.repeat(9000)], checks: fields, cell: [] }),
    extra: 'z'.repeat(9000),
  };

  expect(JSON.stringify(withoutTexts(hostile)).length).toBeLessThan(2000);
});

it('makes a field small that is nothing but a long name', () => {
  const long = event({ ['n'.repeat(9000)]: 1 });
  const beside = { ...event({ notebook: 'a.ipynb' }, 'notebook.saved'), extra: 'z'.repeat(9000) };

  const lost = { from: 2, seq: 9, type: 'lost', data: { count: 8, reason: 'quota', extra: 'z'.repeat(9000) } };

  expect(JSON.stringify(withoutTexts(long)).length).toBeLessThan(200);
  expect(JSON.stringify(withoutTexts(lost)).length).toBeLessThan(200);
  expect(JSON.stringify(withoutTexts(beside)).length).toBeLessThan(200);
});
