import type { Need } from './need';
import { kindOf, NEED_KINDS, type NeedKind } from './need-kinds';
import { isJustHelped } from './rank-needs';

/** The list's lines counted in students: a line is one student, or several of a team. Who was just helped is on the list, and needs nobody. */
export interface ListCounts {
  /** Who needs somebody. */
  readonly all: number;
  /** By the main reason of each: who has several is counted once, and these add up to `all`. */
  readonly byKind: Readonly<Record<NeedKind, number>>;
  /** Of all: somebody is on the way to them. */
  readonly claimed: number;
  /** Besides them, on the list: somebody was just with them. */
  readonly visited: number;
  /** Of all: those in teams' lines, and how many lines these are. */
  readonly together: number;
  readonly teams: number;
}

export function countStudents(list: readonly Need[]): ListCounts {
  const needs = list.filter(need => !isJustHelped(need));
  const ofTeams = needs.filter(({ target }) => 'team' in target);
  const kinds = needs.flatMap(({ troubles }) => troubles.map(kindOf));
  const counted = NEED_KINDS.map(kind => [kind, kinds.filter(each => each === kind).length] as const);
  return {
    all: kinds.length,
    byKind: Object.fromEntries(counted) as Record<NeedKind, number>,
    claimed: studentsIn(needs.filter(({ visitState }) => visitState.kind === 'claimed')),
    visited: studentsIn(list) - studentsIn(needs),
    together: studentsIn(ofTeams),
    teams: ofTeams.length,
  };
}

export function studentsIn(needs: readonly Need[]): number {
  return needs.reduce((sum, { troubles }) => sum + troubles.length, 0);
}
