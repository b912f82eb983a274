import { describe, expect, it } from 'vitest';
import { makeDelta, makeErrorGroup, makeState, makeStudent, makeTeam } from '../../testing/class-fixtures';
import { applyDelta, openBoard } from './board';

const board = openBoard(makeState([makeStudent('a'), makeStudent('b')], { teams: [makeTeam('T')] }));

describe('the board', () => {
  it('holds the students and teams of a snapshot', () => {
    expect([...board.students.keys()]).toEqual(['a', 'b']);
    expect([...board.teams.keys()]).toEqual(['T']);
  });

  it('takes a changed student whole and leaves the others as they are', () => {
    const after = applyDelta(board, makeDelta([makeStudent('b', { runs: 9 })]));
    expect(after.students.get('b')?.runs).toBe(9);
    expect(after.students.get('a')).toBe(board.students.get('a'));
    expect(board.students.get('b')?.runs).toBe(2);
  });

  it('adds a student who joined, and a new team', () => {
    const after = applyDelta(board, makeDelta([makeStudent('c', { team: 'U' })], { teams: [makeTeam('U')] }));
    expect([...after.students.keys()]).toEqual(['a', 'b', 'c']);
    expect([...after.teams.keys()]).toEqual(['T', 'U']);
  });

  it('lets go of a student whose data was erased, also of one that it never had', () => {
    const after = applyDelta(board, makeDelta([], { removed: ['a', 'never'] }));
    expect([...after.students.keys()]).toEqual(['b']);
    expect(after.students.get('b')).toBe(board.students.get('b'));
  });

  it('keeps the requests for help until a delta brings others', () => {
    const help = [{ id: 'h', studentId: 'a', since: '2026-11-22T09:58:00.000Z', status: 'open' as const }];
    const withHelp = applyDelta(board, makeDelta([], { help }));
    expect(applyDelta(withHelp, makeDelta([])).help).toBe(withHelp.help);
    expect(applyDelta(withHelp, makeDelta([], { help: [] })).help).toEqual([]);
  });

  it('keeps errors, exercises and messages until a delta brings others, and what is unchanged in those', () => {
    const groups = [makeErrorGroup('e1'), makeErrorGroup('e2')];
    const withErrors = applyDelta(board, makeDelta([], { errors: groups }));
    const after = applyDelta(withErrors, makeDelta([], { errors: [makeErrorGroup('e2', { ever: 9 }), makeErrorGroup('e1')] }));
    expect(applyDelta(withErrors, makeDelta([])).errors).toBe(withErrors.errors);
    expect(applyDelta(withErrors, makeDelta([], { errors: [makeErrorGroup('e1'), makeErrorGroup('e2')] })).errors).toBe(withErrors.errors);
    expect(after.errors.map(({ id, ever }) => [id, ever])).toEqual([
      ['e2', 9],
      ['e1', 2],
    ]);
    expect(after.errors[1]).toBe(withErrors.errors[0]);
  });

  it('takes the new totals and their time', () => {
    const totals = { students: 2, events: 70, runs: 60, errors: 5 };
    const after = applyDelta(board, makeDelta([], { totals, asOf: '2026-11-22T10:00:05.000Z' }));
    expect(after).toMatchObject({ totals, asOf: '2026-11-22T10:00:05.000Z' });
  });
});
