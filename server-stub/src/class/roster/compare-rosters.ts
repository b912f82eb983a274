import type { RosterChanges, RosterStudent } from '../../../../src/protocol';
import { compareStudentIds } from '../registry/roster-naming';

/** What the second roster changes. @param enrolled the ids of those who have joined */
export function compareRosters(
  before: readonly RosterStudent[],
  after: readonly RosterStudent[],
  enrolled: readonly string[],
): RosterChanges {
  const old = new Map(before.map(student => [student.studentId, student]));
  const next = new Map(after.map(student => [student.studentId, student]));
  const changed = after.flatMap(student => {
    const known = old.get(student.studentId);
    return known === undefined || isSame(known, student) ? [] : [{ before: known, after: student }];
  });
  return {
    added: after.filter(({ studentId }) => !old.has(studentId)).toSorted(compareStudentIds),
    removed: before.filter(({ studentId }) => !next.has(studentId)).toSorted(compareStudentIds),
    changed: changed.toSorted((one, other) => compareStudentIds(one.after, other.after)),
    released: after.length === 0 ? [] : enrolled.filter(studentId => !next.has(studentId)).toSorted(),
  };
}

function isSame(one: RosterStudent, other: RosterStudent): boolean {
  return one.displayName === other.displayName && one.team === other.team;
}
