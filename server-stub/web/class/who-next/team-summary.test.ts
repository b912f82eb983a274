import { describe, expect, it } from 'vitest';
import type { StudentState } from '../../../../src/protocol';
import { openBoard } from '../model/board';
import { entriesOf } from '../model/entry';
import { groupByTeam } from '../model/team-groups';
import { AS_OF, makeState, makeStudent, makeTeam } from '../../testing/class-fixtures';
import { NO_PROGRESS } from '../exercises/course-progress';
import { rankNeeds, troublesOf } from './rank-needs';
import { sortTeams, summarise, type TeamSummary } from './team-summary';

const CLAIM = { status: 'claimed', by: { id: 'i1', name: 'Ada' }, at: '2026-11-22T09:59:00.000Z' } as const;

function summaries(
  students: readonly StudentState[],
  changes: Parameters<typeof makeState>[1] = {},
  shares: ReadonlyMap<string, number> = new Map(),
): readonly TeamSummary[] {
  const board = openBoard(makeState(students, changes));
  const entries = entriesOf(board);
  const needy = troublesOf(rankNeeds(board, entries, Date.parse(AS_OF)));
  return groupByTeam(board, entries, needy).map(group => summarise(group, { ...NO_PROGRESS, shares }, needy, Date.parse(AS_OF)));
}

const one = (...args: Parameters<typeof summaries>): TeamSummary | undefined => summaries(...args)[0];

describe('a team in brief', () => {
  const members = [
    makeStudent('a', { team: 'T', exercise: 'Loops' }),
    makeStudent('b', { team: 'T', exercise: 'Lists', errorStreak: 4 }),
    makeStudent('c', { team: 'T', exercise: 'Lists' }),
    makeStudent('d', { team: 'T', exercise: 'Files', status: 'offline' }),
  ];

  it('shows who of it needs a person most', () => {
    const help = [{ id: 'h', studentId: 'c', since: '2026-11-22T09:58:00.000Z', status: 'open' as const }];
    expect(one(members)).toMatchObject({ condition: 'stuck', needing: 1, worst: { entry: { student: { studentId: 'b' } } } });
    expect(one(members, { help })).toMatchObject({ condition: 'help', needing: 2, worst: { entry: { student: { studentId: 'c' } } } });
  });

  it('is where most of those who are there are', () => expect(one(members)?.place).toBe('Lists'));

  it('has nobody in need, and is nowhere, before it begins', () => {
    const started = { notebook: null, status: 'not_started' } as const;
    expect(one([makeStudent('a', { team: 'T', ...started })])).toMatchObject({ condition: 'not_started', worst: undefined, place: '' });
  });

  it('has done what its members have done on average, as far as that is known', () => {
    expect(
      one(
        members,
        {},
        new Map([
          ['a', 0.5],
          ['b', 1],
        ]),
      )?.progress,
    ).toBe(0.75);
    expect(one(members)?.progress).toBeUndefined();
  });

  it('is visited when the team is, or whoever needs it most', () => {
    expect(one(members, { teams: [makeTeam('T', { visit: CLAIM })] })?.visit).toBe(CLAIM);
    expect(one([makeStudent('b', { team: 'T', errorStreak: 4, visit: CLAIM })])?.visit).toBe(CLAIM);
    expect(one([makeStudent('b', { team: 'T', visit: CLAIM })])?.visit).toBeUndefined();
  });
});

describe('the order of teams', () => {
  const teams = summaries(
    [
      makeStudent('a', { team: 'Team 10', errorStreak: 4 }),
      makeStudent('b', { team: 'Team 9' }),
      makeStudent('c', { team: 'Team 2', errorStreak: 4, visit: CLAIM }),
      makeStudent('d', { team: '' }),
    ],
    {},
    new Map([
      ['a', 0.5],
      ['b', 0.1],
    ]),
  );
  const names = (order: Parameters<typeof sortTeams>[1]): string[] => sortTeams(teams, order).map(({ team }) => team.team);

  it('is by name, so that each keeps its place', () => expect(names('name')).toEqual(['Team 2', 'Team 9', 'Team 10', '']));
  it('is by need, those that somebody is on the way to later', () =>
    expect(names('attention')).toEqual(['Team 10', 'Team 2', 'Team 9', '']));
  it('is by what is done, the least first', () => expect(names('progress')).toEqual(['Team 9', 'Team 10', 'Team 2', '']));
});
