import { describe, expect, it } from 'vitest';
import type { ClassState, HelpRequest, StudentState, Visit } from '../../../../src/protocol';
import { openBoard } from '../model/board';
import { entriesOf } from '../model/entry';
import { AS_OF, makeExercise, makeState, makeStudent, makeTeam } from '../../testing/class-fixtures';
import type { WhoNext } from './need';
import { mineFirst, rankNeeds } from './rank-needs';

const NOW_MS = Date.parse(AS_OF);
const ago = (minutes: number): string => new Date(NOW_MS - minutes * 60_000).toISOString();
const ADA = { id: 'i1', name: 'Ada' };

const call = (studentId: string, minutes: number, changes: Partial<HelpRequest> = {}): HelpRequest => ({
  id: `h-${studentId}`,
  studentId,
  since: ago(minutes),
  status: 'open',
  ...changes,
});

const failing = (studentId: string, errorStreak: number, minutes: number, changes: Partial<StudentState> = {}): StudentState =>
  makeStudent(studentId, { errorStreak, failing: { since: ago(minutes), last: ago(1) }, ...changes });

const visit = (status: Visit['status'], minutes: number): Visit => ({ status, by: ADA, at: ago(minutes) });

function rank(students: readonly StudentState[], changes: Partial<ClassState> = {}): WhoNext {
  const board = openBoard(makeState(students, changes));
  return rankNeeds(board, entriesOf(board), NOW_MS);
}

const keys = (students: readonly StudentState[], changes?: Partial<ClassState>): readonly string[] =>
  rank(students, changes).needs.map(({ key }) => key);

describe('who is next', () => {
  it('is nobody in a class that works', () => {
    expect(rank([makeStudent('a'), makeStudent('b', { errorStreak: 2 })])).toEqual({ needs: [] });
  });

  it('is who waits for help, the longest first, before whoever fails', () => {
    const students = [failing('f', 30, 40), makeStudent('new'), makeStudent('old')];
    expect(keys(students, { help: [call('new', 1), call('old', 9)] })).toEqual(['student:old', 'student:new', 'student:f']);
  });

  it('is, of two who called at once, who is first in the queue: in a team’s line and between lines', () => {
    const help = [call('a', 3, { id: 'h2' }), call('b', 3, { id: 'h1' })];
    expect(keys([makeStudent('a'), makeStudent('b')], { help })).toEqual(['student:b', 'student:a']);
    const team = ['a', 'b'].map(id => makeStudent(id, { team: 'T' }));
    const [line] = rank(team, { help, teams: [makeTeam('T')] }).needs;
    expect(line?.troubles.map(({ entry }) => entry.student.studentId)).toEqual(['b', 'a']);
  });

  it('is who fails longest, of those who fail outside exercises', () => {
    expect(keys([failing('short', 3, 5), failing('long', 3, 12), failing('middle', 8, 7)])).toEqual([
      'student:long',
      'student:middle',
      'student:short',
    ]);
  });

  it('is not whom somebody is on the way to, while others wait', () => {
    const help = [call('taken', 20, { status: 'claimed', by: ADA, at: ago(1) })];
    const { needs } = rank([makeStudent('taken'), failing('f', 3, 5)], { help });
    expect(needs.map(({ key, visitState }) => [key, visitState.kind])).toEqual([
      ['student:f', 'none'],
      ['student:taken', 'claimed'],
    ]);
  });

  it('is still whom I am on the way to, first of all', () => {
    const { needs } = rank([failing('mine', 3, 5, { visit: visit('claimed', 1) }), failing('f', 9, 20)]);
    expect(needs.map(({ key }) => key)).toEqual(['student:f', 'student:mine']);
    expect(mineFirst(needs, ADA.id).map(({ key }) => key)).toEqual(['student:mine', 'student:f']);
  });

  it('is who was forgotten after a claim, again', () => {
    const [need] = rank([failing('a', 3, 30, { visit: visit('claimed', 16) })]).needs;
    expect(need?.visitState).toEqual({ kind: 'none' });
  });
});

describe('a visit', () => {
  it('lowers until something new happens', () => {
    const visited = failing('visited', 9, 20, { visit: visit('done', 0.5) });
    expect(keys([visited, failing('other', 3, 5)])).toEqual(['student:other', 'student:visited']);
    const failedAgain = failing('visited', 9, 20, { visit: visit('done', 2) });
    const { needs } = rank([failedAgain, failing('other', 3, 5)]);
    expect(needs.map(({ key, visitState }) => [key, visitState.kind])).toEqual([
      ['student:visited', 'again'],
      ['student:other', 'none'],
    ]);
  });

  it('lowers for ten minutes', () => {
    const quiet = failing('a', 3, 30, { failing: { since: ago(30), last: ago(20) }, visit: visit('done', 11) });
    expect(rank([quiet]).needs[0]?.visitState.kind).toBe('again');
  });

  it('to the team is one to each of its members', () => {
    const teams = [makeTeam('T', { visit: visit('done', 0.5) })];
    expect(rank([failing('a', 3, 5, { team: 'T' })], { teams }).needs[0]?.visitState.kind).toBe('visited');
  });

  it('does not hide a help request that nobody has taken', () => {
    const students = [makeStudent('a', { visit: visit('done', 0.5) })];
    expect(rank(students, { help: [call('a', 1)] }).needs[0]?.visitState).toEqual({ kind: 'none' });
  });
});

describe('a struggle', () => {
  const struggling = (studentId: string, minutes: number, changes: Partial<StudentState> = {}): StudentState =>
    makeStudent(studentId, {
      exercise: 'ex1',
      errorStreak: 4,
      failing: { since: ago(minutes), last: ago(0.5) },
      struggle: {
        exercise: 'ex1',
        since: ago(minutes),
        last: ago(0.5),
        runs: 8,
        failures: 4,
        failingChecks: 1,
        setback: { kind: 'check', since: ago(minutes), tries: 4, tryMs: 60_000 },
      },
      ...changes,
    });
  const running = (studentId: string, minutes: number): StudentState =>
    makeStudent(studentId, { running: { notebook: 'n.ipynb', exercise: null, since: ago(minutes), waitsForInput: false } });
  const exercises = [makeExercise('ex1', { medianMs: 2 * 60_000, medianAttempts: 2 })];

  it('ranks with what else nobody has called about, by how far it exceeds the ordinary', () => {
    const students = [struggling('little', 9), struggling('much', 40), running('hangs', 3)];
    expect(keys(students, { exercises, help: [call('little', 1)] })).toEqual(['student:little', 'student:much', 'student:hangs']);
  });

  it('is not on the list when whoever was there found them not stuck, the team included', () => {
    const notStuck: Visit = { ...visit('done', 1), finding: 'not_stuck' };
    expect(keys([struggling('a', 20, { visit: notStuck })], { exercises })).toEqual([]);
    const ofTeam = struggling('a', 20, { team: 'T' });
    expect(keys([ofTeam], { exercises, teams: [makeTeam('T', { visit: notStuck })] })).toEqual([]);
    expect(keys([ofTeam], { exercises, teams: [makeTeam('T')] })).toEqual(['student:a']);
  });
});

describe('a team with several members who need help', () => {
  const members = [failing('a', 3, 5, { team: 'T' }), failing('b', 4, 7, { team: 'T' }), makeStudent('c', { team: 'T' })];

  it('is one line, the worst off first, and weighs what they weigh together', () => {
    const { needs } = rank([failing('alone', 6, 5), ...members], { teams: [makeTeam('T')] });
    expect(needs.map(({ key }) => key)).toEqual(['team:T', 'student:alone']);
    expect(needs[0]?.troubles.map(({ entry }) => entry.student.studentId)).toEqual(['b', 'a']);
  });

  it('ranks by the call of a member who waits for help', () => {
    const help = [call('c', 7), call('x', 3)];
    expect(keys([makeStudent('x'), ...members], { help, teams: [makeTeam('T')] })).toEqual(['team:T', 'student:x']);
  });

  it('leaves a member whom somebody is on the way to on a line of their own, also when the others call', () => {
    const claimed = failing('a', 3, 5, { team: 'T', visit: visit('claimed', 2) });
    const help = [call('b', 1), call('c', 1)];
    const { needs } = rank([claimed, makeStudent('b', { team: 'T' }), makeStudent('c', { team: 'T' })], { help, teams: [makeTeam('T')] });
    expect(needs.map(({ key, visitState }) => [key, visitState.kind])).toEqual([
      ['team:T', 'none'],
      ['student:a', 'claimed'],
    ]);
  });

  it('stays one line when somebody goes there, calls included, and whoever calls later is on a line of their own', () => {
    const teams = [makeTeam('T', { visit: visit('claimed', 2) })];
    const claims = ['a', 'b'].map(id => call(id, 5, { status: 'claimed', by: ADA, at: ago(2) }));
    const { needs } = rank(members, { help: [...claims, call('c', 1)], teams });
    expect(needs.map(({ key, visitState, troubles }) => [key, visitState.kind, troubles.length])).toEqual([
      ['student:c', 'none', 1],
      ['team:T', 'claimed', 2],
    ]);
  });

  it('stays claimed as a whole when others of it call: they are on lines of their own', () => {
    const teams = [makeTeam('T', { visit: visit('claimed', 2) })];
    const callers = ['c', 'd'].map(id => makeStudent(id, { team: 'T' }));
    const { needs } = rank([...members.slice(0, 2), ...callers], { help: [call('c', 1), call('d', 1)], teams });
    expect(needs.map(({ key, visitState }) => [key, visitState.kind])).toEqual([
      ['student:c', 'none'],
      ['student:d', 'none'],
      ['team:T', 'claimed'],
    ]);
  });

  it('is a line for each member when they are in no team', () => {
    expect(keys([failing('a', 3, 5), failing('b', 4, 7)])).toEqual(['student:b', 'student:a']);
  });
});

describe('no activity', () => {
  const exercises = [
    makeExercise('ex1', { started: 4, passed: 4 }),
    makeExercise('ex2', { started: 3, passed: 2 }),
    makeExercise('ex3', { started: 1, passed: 1 }),
  ];
  const idle = (changes: Partial<StudentState>): StudentState =>
    makeStudent('a', { status: 'idle', lastEventAt: ago(8), exercise: 'ex1', ...changes });
  const others = ['b', 'c', 'd'].map(id => makeStudent(id));
  const reasonsOf = (student: StudentState): unknown[] =>
    rank([student, ...others], { exercises }).needs.map(({ troubles: [{ reason }] }) => reason);

  it('counts once most of the class has done what comes next', () => {
    expect(reasonsOf(idle({}))).toEqual([{ kind: 'stalled', exercise: 'ex2', share: 0.5, sinceMs: NOW_MS - 8 * 60_000 }]);
    expect(reasonsOf(idle({ exercise: 'ex2' }))).toEqual([]);
  });

  it('calls the exercise what the list calls it elsewhere: by its title, where it has one', () => {
    const titled = exercises.map(each => (each.name === 'ex2' ? { ...each, title: 'Loops' } : each));
    expect(rank([idle({}), ...others], { exercises: titled }).needs[0]?.troubles[0].reason).toMatchObject({ exercise: 'Loops' });
  });

  it('counts at an exercise that the student leaves failing', () => {
    expect(reasonsOf(idle({ exercise: 'ex2', errorStreak: 1 }))).toMatchObject([{ exercise: 'ex2' }]);
  });

  it('counts before the first run of all', () => {
    expect(reasonsOf(idle({ exercise: null, runs: 0 }))).toMatchObject([{ exercise: 'ex1' }]);
  });

  it('is measured by what is checked, where anything is', () => {
    const unchecked = makeExercise('loops.ipynb #9', { isChecked: false, started: 4, ran: 4 });
    const rankAt = (all: typeof exercises): unknown[] =>
      rank([idle({ exercise: 'ex1' }), ...others], { exercises: all }).needs.map(({ troubles: [{ reason }] }) => reason);
    expect(rankAt([makeExercise('ex1', { started: 4, passed: 4 }), unchecked])).toEqual([]);
    expect(rankAt([makeExercise('ex1', { isChecked: false, started: 4, ran: 4 }), unchecked])).toMatchObject([
      { exercise: unchecked.name },
    ]);
  });

  it('is measured in the notebook that the student is in, whatever folder it is in, where two have an exercise of the same name', () => {
    const twoWeeks = [
      makeExercise('a1', { name: 'q1', notebook: 'a.ipynb', started: 4, passed: 4 }),
      makeExercise('a2', { name: 'q2', notebook: 'a.ipynb', started: 4, passed: 4 }),
      makeExercise('b1', { name: 'q1', notebook: 'b.ipynb', started: 4, passed: 4 }),
      makeExercise('b2', { name: 'q2', notebook: 'b.ipynb', started: 1, passed: 0 }),
    ];
    const rankIn = (notebook: string): readonly string[] => keys([idle({ exercise: 'q1', notebook }), ...others], { exercises: twoWeeks });
    expect(rankIn('course/b.ipynb')).toEqual([]);
    expect(rankIn('course/a.ipynb')).toEqual(['student:a']);
  });

  it('is a pause while it is short, and cannot be told outside named exercises', () => {
    expect(reasonsOf(idle({ lastEventAt: ago(3) }))).toEqual([]);
    expect(reasonsOf(idle({ exercise: null }))).toEqual([]);
  });
});
