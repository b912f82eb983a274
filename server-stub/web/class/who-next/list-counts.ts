import type { Need } from './need';
import { kindOf, NEED_KINDS, type NeedKind } from './need-kinds';
import { isSeenTo } from './rank-needs';

/** The list's lines counted in students: a line is one student, or several of a team. */
export interface ListCounts {
  readonly all: number;
  /** These add up to `all`. */
  readonly byKind: Readonly<Record<NeedKind, number>>;
  /** Of all: somebody is on the way to them, or was just with them. */
  readonly seenTo: number;
  /** Of all: those in teams' lines, and how many lines these are. */
  readonly together: number;
  readonly teams: number;
}

export function countStudents(needs: readonly Need[]): ListCounts {
  const ofTeams = needs.filter(({ target }) => 'team' in target);
  const kinds = needs.flatMap(({ troubles }) => troubles.map(kindOf));
  const counted = NEED_KINDS.map(kind => [kind, kinds.filter(each => each === kind).length] as const);
  return {
    all: kinds.length,
    byKind: Object.fromEntries(counted) as Record<NeedKind, number>,
    seenTo: studentsIn(needs.filter(isSeenTo)),
    together: studentsIn(ofTeams),
    teams: ofTeams.length,
  };
}

function studentsIn(needs: readonly Need[]): number {
  return needs.reduce((sum, { troubles }) => sum + troubles.length, 0);
}
