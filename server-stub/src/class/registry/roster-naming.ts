import type { RosterStudent } from '../../../../src/protocol';

interface Naming {
  readonly displayName: string;
  readonly team: string;
}

/** What the roster calls a student, whose own words count for what it does not say. */
export function nameByRoster<T extends Naming>(named: T, listed: RosterStudent | undefined): T {
  return listed === undefined ? named : { ...named, displayName: listed.displayName, team: listed.team ?? named.team };
}

export function isSameNaming(one: Naming, other: Naming): boolean {
  return one.displayName === other.displayName && one.team === other.team;
}

/** By code units: the same in every store and on every machine. */
export function compareStudentIds(one: { readonly studentId: string }, other: { readonly studentId: string }): number {
  return one.studentId < other.studentId ? -1 : Number(one.studentId > other.studentId);
}
