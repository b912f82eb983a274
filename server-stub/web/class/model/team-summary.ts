import type { Visit } from '../../../../src/protocol';
import { attendanceOf } from './attendance';
import { type Condition, CONDITIONS, needsPerson } from './condition';
import type { CourseProgress } from '../exercises/course-progress';
import type { Entry } from './entry';
import { placeOf } from './names';
import { BY_ATTENTION, compareNames, sortEntries } from './order';
import type { TeamGroup } from './team-groups';

/** A team as the Teams screen shows it. */
export interface TeamSummary extends TeamGroup {
  /** The most urgent condition among its members. */
  readonly condition: Condition;
  /** The member in most need of help; undefined when nobody needs any. */
  readonly worst: Entry | undefined;
  /** What most of its members work on; empty when unknown. */
  readonly place: string;
  /** Share of the exercises that its members are through with, 0 to 1; undefined when unknown. */
  readonly progress: number | undefined;
  /** What that share counts. */
  readonly progressCounts: CourseProgress['counts'];
  /** The visit to the team, else to the member in most need of help. */
  readonly visit: Visit | undefined;
}

/** @param nowMs the server's time in milliseconds, by which claims lapse */
export function summarise(group: TeamGroup, { counts, shares }: CourseProgress, nowMs: number): TeamSummary {
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
    progress: mean(group.members.map(({ student }) => shares.get(student.studentId)).filter(share => share !== undefined)),
    progressCounts: counts,
    visit: attendanceOf(group.team, undefined, nowMs) ?? (worst && attendanceOf(worst.student, worst.help, nowMs)),
  };
}

export const TEAM_ORDERS = ['name', 'attention', 'progress'] as const;
export type TeamOrder = (typeof TEAM_ORDERS)[number];

/** By name, so that each team keeps its place; by urgency; or least progress first. */
export function sortTeams(teams: readonly TeamSummary[], order: TeamOrder): readonly TeamSummary[] {
  return teams.toSorted((a, b) => COMPARE[order](a, b) || Number(a.team.team === '') - Number(b.team.team === '') || byName(a, b));
}

const byName = (a: TeamSummary, b: TeamSummary): number => compareNames(a.team.team, b.team.team);

const COMPARE: Readonly<Record<TeamOrder, (a: TeamSummary, b: TeamSummary) => number>> = {
  name: () => 0,
  attention: (a, b) => needRank(a) - needRank(b) || b.needing - a.needing,
  progress: (a, b) => (a.progress ?? 2) - (b.progress ?? 2),
};

/** Teams that somebody is going to come after the unattended ones. */
function needRank({ worst, condition, visit }: TeamSummary): number {
  return worst === undefined ? CONDITIONS.length * 2 : CONDITIONS.indexOf(condition) + (visit === undefined ? 0 : CONDITIONS.length);
}

function isThere({ condition, student }: Entry): boolean {
  return condition !== 'offline' && condition !== 'left' && placeOf(student) !== '';
}

/** The most frequent word, the first of equals; empty for none. */
function mostCommon(words: readonly string[]): string {
  const counts = [...Map.groupBy(words, word => word)].toSorted(([, a], [, b]) => b.length - a.length);
  return counts[0]?.[0] ?? '';
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
