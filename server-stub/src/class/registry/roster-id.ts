import { type RosterStudent, studentKey } from '../../../../src/protocol';

/** Worked out once for each roster as it was read. */
const idsByKey = new WeakMap<readonly RosterStudent[], ReadonlyMap<string, string>>();

/** The id under which a student is on the roster, however they typed it: the same id, else the first of its key. As typed when they are not on it. */
export function idOnRoster(roster: readonly RosterStudent[], typed: string): string {
  if (roster.length === 0) {
    return typed;
  }
  let ids = idsByKey.get(roster);
  if (ids === undefined) {
    ids = indexIds(roster);
    idsByKey.set(roster, ids);
  }
  return ids.get(exactly(typed)) ?? ids.get(studentKey(typed)) ?? typed;
}

function indexIds(roster: readonly RosterStudent[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { studentId } of roster) {
    ids.set(exactly(studentId), studentId);
    const key = studentKey(studentId);
    ids.set(key, ids.get(key) ?? studentId);
  }
  return ids;
}

/** No key holds a control character. */
const exactly = (studentId: string): string => `\0${studentId}`;
