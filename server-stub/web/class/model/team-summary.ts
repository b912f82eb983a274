import type { Visit } from '../../../../src/protocol';
import { attendanceOf } from './attendance';
import { type Condition, CONDITIONS, needsPerson } from './condition';
import type { Entry } from './entry';
import { placeOf } from './names';
import { BY_ATTENTION, compareNames, sortEntries } from './order';
import type { TeamGroup } from './team-groups';

/** A team as the Teams screen shows it. */
export interface TeamSummary extends TeamGroup {
  /** What its member who needs a person most, or else least little, is in. */
  readonly condition: Condition;
  /** Whoever of them needs a person most; undefined when nobody does. */
  readonly worst: Entry | undefined;
  /** Where most of its members are; empty when nobody is anywhere. */
  readonly place: string;
  /** Share of the exercises that its members have done, from 0 to 1; undefined where that is not known. */
  readonly progress: number | undefined;
  /** Who is on the way or was there: to the team, or to the member who needs a person most. */
  readonly visit: Visit | undefined;
}

/** Share of the exercises that each student has done, by id. */
export type ShareDone = ReadonlyMap<string, number>;

export function summarise(group: TeamGroup, shareDone: ShareDone): TeamSummary {
  const needing = sortEntries(
    group.members.filter(({ condition }) => needsPerson(condition)),
    BY_ATTENTION,
  );
  const worst = needing[0];
  const conditions = new Set(group.members.map(({ condition }) => condition));
  return {
    ...group,
    worst,
    condition: CONDITIONS.find(condition => conditions.has(condition)) ?? 'not_started',
    place: mostCommon(group.members.filter(isThere).map(({ student }) => placeOf(student))),
    progress: mean(group.members.map(({ student }) => shareDone.get(student.studentId)).filter(share => share !== undefined)),
    visit: group.team.visit ?? (worst && attendanceOf(worst.student, worst.help)),
  };
}

export const TEAM_ORDERS = ['name', 'attention', 'progress'] as const;
export type TeamOrder = (typeof TEAM_ORDERS)[number];

/** By name, so that each team keeps its place; or those who need a person most first; or the least advanced first. */
export function sortTeams(teams: readonly TeamSummary[], order: TeamOrder): readonly TeamSummary[] {
  return teams.toSorted((a, b) => COMPARE[order](a, b) || Number(a.team.team === '') - Number(b.team.team === '') || byName(a, b));
}

const byName = (a: TeamSummary, b: TeamSummary): number => compareNames(a.team.team, b.team.team);

const COMPARE: Readonly<Record<TeamOrder, (a: TeamSummary, b: TeamSummary) => number>> = {
  name: () => 0,
  attention: (a, b) => needRank(a) - needRank(b) || b.needing - a.needing,
  progress: (a, b) => (a.progress ?? 2) - (b.progress ?? 2),
};

/** A team that somebody is on the way to comes after those that nobody is. */
function needRank({ worst, condition, visit }: TeamSummary): number {
  return worst === undefined ? CONDITIONS.length * 2 : CONDITIONS.indexOf(condition) + (visit === undefined ? 0 : CONDITIONS.length);
}

function isThere({ condition, student }: Entry): boolean {
  return condition !== 'offline' && condition !== 'left' && placeOf(student) !== '';
}

/** What occurs most often; of equals the first. Empty for nothing. */
function mostCommon(words: readonly string[]): string {
  const counts = [...Map.groupBy(words, word => word)].toSorted(([, a], [, b]) => b.length - a.length);
  return counts[0]?.[0] ?? '';
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
