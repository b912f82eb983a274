import type { Need } from './need';
import { isSeenTo } from './rank-needs';

/** The list's lines counted in students: a line is one student, or several of a team. */
export interface ListCounts {
  /** Somebody is on the way to them, or was just with them. */
  readonly seenTo: number;
  /** Those in teams' lines, and how many lines these are. */
  readonly together: number;
  readonly teams: number;
  /** No activity, and neither waiting for help nor stuck. */
  readonly stalled: number;
}

export function countStudents(needs: readonly Need[]): ListCounts {
  const ofTeams = needs.filter(({ target }) => 'team' in target);
  const stalled = needs.flatMap(({ troubles }) => troubles).filter(({ reason }) => reason.kind === 'stalled');
  return { seenTo: studentsIn(needs.filter(isSeenTo)), together: studentsIn(ofTeams), teams: ofTeams.length, stalled: stalled.length };
}

function studentsIn(needs: readonly Need[]): number {
  return needs.reduce((sum, { troubles }) => sum + troubles.length, 0);
}
