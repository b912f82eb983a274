import { describe, expect, it } from 'vitest';
import { DEFAULT_ATTENTION, type Struggle, type StudentState } from '../../../../src/protocol';
import { openBoard } from './board';
import { AS_OF, makeEntry, makeState, makeStudent, makeTeam } from '../../testing/class-fixtures';
import { type Condition, openHelpOf, type StuckThresholds } from './condition';
import { countBegun, countConditions, entriesOf } from './entry';
import { groupByTeam } from './team-groups';

function conditionIn(student: StudentState, hasOpenHelp: boolean, thresholds: StuckThresholds = DEFAULT_ATTENTION): Condition | undefined {
  const call = { id: 'h', studentId: student.studentId, since: AS_OF, status: 'open' as const };
  return entriesOf(openBoard(makeState([student], { help: hasOpenHelp ? [call] : [] })), { thresholds })[0]?.condition;
}

const struggle: Struggle = { exercise: 'x', since: '2026-11-22T09:30:00.000Z', last: AS_OF, runs: 20, failures: 14, failingChecks: 1 };

describe('a student’s condition', () => {
  it('is stuck from three failing runs in a row on, while they are there', () => {
    expect(conditionIn(makeStudent('a', { errorStreak: 2 }), false)).toBe('working');
    expect(conditionIn(makeStudent('a', { errorStreak: 3 }), false)).toBe('stuck');
    expect(conditionIn(makeStudent('a', { errorStreak: 3, status: 'idle' }), false)).toBe('stuck');
    expect(conditionIn(makeStudent('a', { errorStreak: 3, status: 'offline' }), false)).toBe('offline');
  });

  it('is stuck from the class’s own level on', () => {
    expect(conditionIn(makeStudent('a', { errorStreak: 4 }), false, { errorStreak: 5 })).toBe('working');
    expect(conditionIn(makeStudent('a', { errorStreak: 1 }), false, { errorStreak: 1 })).toBe('stuck');
  });

  it('is stuck by what an exercise takes, and not by a streak in it', () => {
    const inExercise = { exercise: 'x', errorStreak: 4, failing: { since: '2026-11-22T09:45:00.000Z', last: AS_OF } };
    const failsSince = (since: string): StudentState =>
      makeStudent('a', { ...inExercise, struggle: { ...struggle, setback: { kind: 'check', since, tries: 4, tryMs: 60_000 } } });
    expect(conditionIn(failsSince(AS_OF), false)).toBe('working');
    expect(conditionIn(failsSince('2026-11-22T09:45:00.000Z'), false)).toBe('stuck');
  });

  it('is not stuck while whoever was there found so', () => {
    const visit = { status: 'done', finding: 'not_stuck', by: { id: 'i', name: 'Ada' }, at: '2026-11-22T09:59:30.000Z' } as const;
    expect(conditionIn(makeStudent('a', { exercise: 'x', errorStreak: 4, struggle, visit }), false)).toBe('working');
  });

  it('tells who closed the notebooks and left from who may have work waiting', () => {
    expect(conditionIn(makeStudent('a', { status: 'offline', hasLeft: true }), false)).toBe('left');
    expect(conditionIn(makeStudent('a', { status: 'idle', hasLeft: true }), false)).toBe('idle');
  });

  it('is waiting for help before anything else', () => {
    expect(conditionIn(makeStudent('a', { errorStreak: 3, status: 'offline' }), true)).toBe('help');
  });

  it('does not count help that is over', () => {
    const since = '2026-11-22T09:58:00.000Z';
    const requests = (['open', 'claimed', 'resolved', 'withdrawn'] as const).map(status => ({
      id: status,
      studentId: status,
      since,
      status,
    }));
    expect([...openHelpOf(requests).keys()]).toEqual(['open', 'claimed']);
  });

  it('is counted once for everyone', () => {
    const counts = countConditions([makeEntry('a'), makeEntry('b', { errorStreak: 7 }), makeEntry('c', { status: 'not_started' })]);
    expect(counts).toEqual({ help: 0, stuck: 1, working: 1, idle: 0, offline: 0, left: 0, not_started: 1, not_here: 0, not_joined: 0 });
  });

  it('is begun in this session, or ever: of what was ever passed a share is one of all who ever ran anything', () => {
    const entries = [
      makeEntry('a'),
      makeEntry('b', { status: 'offline' }),
      makeEntry('c', { status: 'not_started', ranBefore: true }),
      makeEntry('d', { status: 'not_here', ranBefore: true }),
      makeEntry('e', { status: 'not_here' }),
      makeEntry('f', { status: 'not_joined' }),
    ];
    expect(countBegun(entries)).toEqual({ now: 2, ever: 4 });
  });
});

describe('teams', () => {
  const students = [
    makeStudent('b', { team: 'Team 10' }),
    makeStudent('z', { team: '', runs: 4 }),
    makeStudent('a', { team: 'Team 10', errorStreak: 3 }),
    makeStudent('c', { team: 'Team 9' }),
  ];

  it('stand in order of their names, those in no team last, members by name', () => {
    const board = openBoard(makeState(students, { teams: [makeTeam('Team 9'), makeTeam('Team 10', { runs: 12 })] }));
    const groups = groupByTeam(board, entriesOf(board), new Map([['a', 'whatever is the matter']]));
    expect(groups.map(({ team }) => [team.team, team.runs])).toEqual([
      ['Team 9', 0],
      ['Team 10', 12],
      ['', 4],
    ]);
    expect(groups[1]?.members.map(({ student }) => student.studentId)).toEqual(['a', 'b']);
    expect(groups[1]?.needing).toBe(1);
  });

  it('are none when nobody is in one', () => {
    const board = openBoard(makeState([makeStudent('a')]));
    expect(groupByTeam(board, entriesOf(board), new Map())).toEqual([]);
  });
});
