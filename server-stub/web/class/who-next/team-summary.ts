import type { Visit } from '../../../../src/protocol';
import { attendanceOf } from '../model/attendance';
import { type Condition, CONDITIONS } from '../model/condition';
import type { CourseProgress } from '../exercises/course-progress';
import type { Entry } from '../model/entry';
import { compareNames } from '../model/order';
import type { TeamGroup } from '../model/team-groups';
import type { Trouble } from './need';

/** A team as the Teams screen shows it. */
export interface TeamSummary extends TeamGroup {
  /** The most urgent condition among its members. */
  readonly condition: Condition;
  /** Of its members the first on the list of who needs somebody; undefined when none is on it. */
  readonly worst: Trouble | undefined;
  /** Where that is in the list, from 0; infinite when none is on it. */
  readonly needPlace: number;
  /** What most of its members work on; empty when unknown. */
  readonly place: string;
  /** Share of the exercises that its members are through with, 0 to 1; undefined when unknown. */
  readonly progress: number | undefined;
  /** What that share counts. */
  readonly progressCounts: CourseProgress['counts'];
  /** The visit to the team, else to the first of its members on the list. */
  readonly visit: Visit | undefined;
}

/**
 * @param needy who is on the list of who needs somebody, by id and in its order
 * @param nowMs the server's time in milliseconds, by which claims lapse
 */
export function summarise(
  group: TeamGroup,
  { counts, shares }: CourseProgress,
  needy: ReadonlyMap<string, Trouble>,
  nowMs: number,
): TeamSummary {
  const members = new Set(group.members.map(({ student }) => student.studentId));
  const needPlace = [...needy.keys()].findIndex(studentId => members.has(studentId));
  const worst = [...needy.values()][needPlace];
  const conditions = new Set(group.members.map(({ condition }) => condition));
  return {
    ...group,
    worst,
    needPlace: worst === undefined ? Infinity : needPlace,
    condition: CONDITIONS.find(condition => conditions.has(condition)) ?? 'not_started',
    place: mostCommon(group.members.filter(isThere).map(({ place }) => place)),
    progress: mean(group.members.map(({ student }) => shares.get(student.studentId)).filter(share => share !== undefined)),
    progressCounts: counts,
    visit: attendanceOf(group.team, undefined, nowMs) ?? (worst && attendanceOf(worst.entry.student, worst.entry.help, nowMs)),
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
  attention: (a, b) => (a.needPlace === b.needPlace ? 0 : a.needPlace - b.needPlace),
  progress: (a, b) => (a.progress ?? 2) - (b.progress ?? 2),
};

function isThere({ condition, place }: Entry): boolean {
  return condition !== 'offline' && condition !== 'left' && place !== '';
}

/** The most frequent word, the first of equals; empty for none. */
function mostCommon(words: readonly string[]): string {
  const counts = [...Map.groupBy(words, word => word)].toSorted(([, a], [, b]) => b.length - a.length);
  return counts[0]?.[0] ?? '';
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
