import type { TeamState } from '../../../../src/protocol';
import type { Board } from './board';
import type { Entry } from './entry';
import { compareNames } from './order';

/** How many a team has, those of it who never joined included: as many as its members on every screen. */
export function teamSize({ students }: Pick<Board, 'students'>, team: string): number {
  return [...students.values()].filter(student => student.team === team).length;
}

/** A team with its members, in a fixed order so that each keeps their place on screen. */
export interface TeamGroup {
  readonly team: TeamState;
  readonly members: readonly Entry[];
  /** How many of them need somebody. */
  readonly needing: number;
}

/** The names of the class's teams, in their order; none where nobody is in one. */
export function teamNamesOf(board: Board, entries: readonly Entry[]): readonly string[] {
  return groupByTeam(board, entries, new Map()).map(({ team }) => team.team);
}

/**
 * The class's teams by name; students in no team come last, and only if there are teams at all.
 *
 * @param needing who needs somebody, by id
 */
export function groupByTeam(board: Board, entries: readonly Entry[], needing: ReadonlyMap<string, unknown>): readonly TeamGroup[] {
  const members = Map.groupBy(entries, ({ student }) => student.team);
  const groups = [...members].map(([name, ofTeam]) => makeGroup(board.teams.get(name) ?? countTeam(name, ofTeam), ofTeam, needing));
  const isTeamless = groups.length === 1 && groups[0]?.team.team === '';
  return isTeamless ? [] : groups.sort(compareGroups);
}

function makeGroup(team: TeamState, members: readonly Entry[], needing: ReadonlyMap<string, unknown>): TeamGroup {
  return {
    team,
    members: members.toSorted((a, b) => compareNames(a.student.displayName, b.student.displayName)),
    needing: members.filter(({ student }) => needing.has(student.studentId)).length,
  };
}

/** Totals for a group that the server does not count as a team. */
function countTeam(name: string, entries: readonly Entry[]): TeamState {
  const sum = (of: 'events' | 'runs' | 'errors'): number => entries.reduce((total, { student }) => total + student[of], 0);
  const times = entries.map(({ student }) => student.lastEventAt ?? '').toSorted();
  return {
    team: name,
    students: entries.length,
    events: sum('events'),
    runs: sum('runs'),
    errors: sum('errors'),
    lastEventAt: times.at(-1) || null,
  };
}

function compareGroups(a: TeamGroup, b: TeamGroup): number {
  return Number(a.team.team === '') - Number(b.team.team === '') || compareNames(a.team.team, b.team.team);
}
