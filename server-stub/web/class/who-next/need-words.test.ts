import { describe, expect, it } from 'vitest';
import type { ClassState, StudentState } from '../../../../src/protocol';
import { AS_OF, makeErrorGroup, makeExercise, makeState, makeStudent, makeTeam } from '../../testing/class-fixtures';
import { openBoard } from '../model/board';
import { entriesOf } from '../model/entry';
import { needDetails, needReason } from './need-words';
import { rankNeeds } from './rank-needs';

const NOW_MS = Date.parse(AS_OF);
const ago = (minutes: number): string => new Date(NOW_MS - minutes * 60_000).toISOString();

const member = (studentId: string, changes: Partial<StudentState> = {}): StudentState =>
  makeStudent(studentId, { team: 'T', displayName: studentId, ...changes });
const failing = (studentId: string, minutes: number): StudentState =>
  member(studentId, { errorStreak: 3, failing: { since: ago(minutes), last: ago(1) } });
const call = (studentId: string, minutes: number) => ({ id: `h-${studentId}`, studentId, since: ago(minutes), status: 'open' as const });

interface Line {
  readonly reason: string;
  readonly details: readonly string[];
  /** Of the details those that a phone shows, too. */
  readonly short: readonly string[];
}

/** The first line of the list. */
function firstLine(students: readonly StudentState[], changes: Partial<ClassState> = {}): Line {
  const board = openBoard(makeState(students, { teams: [makeTeam('T', { students: 6 })], ...changes }));
  const [need] = rankNeeds(board, entriesOf(board), NOW_MS).needs;
  const details = need === undefined ? [] : needDetails(need, NOW_MS);
  return {
    reason: need === undefined ? '' : needReason(need, 6, NOW_MS),
    details: details.map(({ text }) => text),
    short: details.filter(({ canWait }) => canWait !== true).map(({ text }) => text),
  };
}

describe('a team’s line', () => {
  it('says of the member for whom it stands where it does why and since when: of the longest wait, where somebody calls', () => {
    const students = [failing('Stuck', 34), member('New'), member('Old')];
    const { reason } = firstLine(students, { help: [call('New', 1), call('Old', 4)] });
    expect(reason).toBe('3 of 6 need somebody, first Old: Waiting for help for 4 min');
  });

  it('says it of the worst off, where nobody calls', () => {
    expect(firstLine([failing('a', 5), failing('b', 9)]).reason).toMatch(
      /^2 of 6 need somebody, first b: 3 failed runs in a row over 9 min/u,
    );
  });

  it('counts each member by their main reason, and says so', () => {
    const { details } = firstLine([failing('a', 5), failing('b', 9)], { help: [call('b', 1)] });
    expect(details[0]).toBe('By main reason: 1 waiting for help, 1 stuck · b, a');
  });

  it('tells what each who calls asks and where: the first, whom its reason names, and then the others by name', () => {
    const asked = (id: string, minutes: number, question: string) => ({
      ...call(id, minutes),
      question,
      notebook: 'loops.ipynb',
      cell: { id: 'c', index: 2 },
      error: { name: 'NameError', message: 'no x' },
    });
    const { details, short } = firstLine([member('a'), failing('b', 9), member('c')], {
      help: [asked('c', 9, 'Why?'), asked('a', 2, 'How?')],
    });
    expect(short).toEqual(['“Why?”', 'loops.ipynb · cell 3', 'NameError: no x']);
    expect(details).toEqual([
      '“Why?”',
      'loops.ipynb · cell 3',
      'NameError: no x',
      'By main reason: 2 waiting for help, 1 stuck · c, a, b',
      'a · Waiting for help for 2 min',
      '“How?”',
      'loops.ipynb · cell 3',
      'NameError: no x',
    ]);
  });
});

it('what a check says that fails is called by the check, in a line as on the whole screen', () => {
  const strugglers = ['a', 'b'].map(id =>
    member(id, {
      exercise: 'x',
      errorStreak: 3,
      lastError: { name: 'AssertionError', message: '' },
      struggle: {
        exercise: 'x',
        since: ago(40),
        last: ago(1),
        runs: 9,
        failures: 5,
        failingChecks: 1,
        setback: { kind: 'check', since: ago(40), tries: 5, tryMs: 60_000 },
      },
    }),
  );
  const state = {
    exercises: [makeExercise('x')],
    errors: [makeErrorGroup('1', { kind: 'check', check: 'sums', exercise: 'x', errorName: 'AssertionError', studentIds: ['a', 'b'] })],
  };
  expect(firstLine(strugglers, state).details).toEqual(['2 stuck: Check sums fails · a, b']);
  expect(firstLine(strugglers.slice(0, 1), state).details).toEqual(['Check sums fails']);
});

describe('a caller’s line', () => {
  it('keeps what the student wrote apart from what is known', () => {
    const asks = { ...call('a', 1), question: 'Why?', notebook: 'loops.ipynb', error: { name: 'NameError', message: 'no x' } };
    const board = openBoard(makeState([member('a')], { help: [asks] }));
    const [need] = rankNeeds(board, entriesOf(board), NOW_MS).needs;
    expect(need && needDetails(need, NOW_MS)).toEqual([
      { text: '“Why?”', isWritten: true },
      { text: 'loops.ipynb', isWritten: false },
      { text: 'NameError: no x', isWritten: true },
    ]);
  });
});
