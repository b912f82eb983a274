import type { Need } from './need';
import { isSeenTo } from './rank-needs';

/** What the lines of the list come to in students: a line is a student or several of a team. */
export interface ListCounts {
  /** Somebody is on the way to them, or was just with them. */
  readonly seenTo: number;
  /** Those in teams' lines, and how many lines these are. */
  readonly together: number;
  readonly teams: number;
  /** Those who neither called nor fail, and stand still. */
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
