import type { TeamState } from '../../../../src/protocol';
import type { Board } from './board';
import { needsPerson } from './condition';
import type { Entry } from './entry';
import { compareNames } from './order';

/** A team with its members, in a fixed order so that each keeps their place on screen. */
export interface TeamGroup {
  readonly team: TeamState;
  readonly members: readonly Entry[];
  /** How many of them need a person. */
  readonly needing: number;
}

/** The class's teams by name; students in no team come last, and only if there are teams at all. */
export function groupByTeam(board: Board, entries: readonly Entry[]): readonly TeamGroup[] {
  const members = Map.groupBy(entries, ({ student }) => student.team);
  const groups = [...members].map(([name, ofTeam]) => makeGroup(board.teams.get(name) ?? countTeam(name, ofTeam), ofTeam));
  const isTeamless = groups.length === 1 && groups[0]?.team.team === '';
  return isTeamless ? [] : groups.sort(compareGroups);
}

function makeGroup(team: TeamState, members: readonly Entry[]): TeamGroup {
  return {
    team,
    members: members.toSorted((a, b) => compareNames(a.student.displayName, b.student.displayName)),
    needing: members.filter(({ condition }) => needsPerson(condition)).length,
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
