import type { ErrorGroup, StudentState } from '../../../../src/protocol';
import { groupTitle } from '../exercises/error-groups';
import { streakError } from '../model/names';

type ByStudent = ReadonlyMap<string, readonly ErrorGroup[]>;

const known = new WeakMap<readonly ErrorGroup[], ByStudent>();

/**
 * The check that a student fails by, of the class's current errors: what breaks there is the check, and not the error by which it says so. Undefined where
 * something else fails. @param errors of the class; the same list is read once
 */
export function failingCheckOf({ studentId, struggle }: StudentState, errors: readonly ErrorGroup[]): ErrorGroup | undefined {
  if (struggle === undefined || struggle.failingChecks === 0 || struggle.setback?.kind === 'error') {
    return undefined;
  }
  const checks = known.get(errors) ?? checksByStudent(errors);
  known.set(errors, checks);
  return checks.get(studentId)?.find(({ exercise }) => exercise === struggle.exercise);
}

/** What to call what a student fails by, as "Commonest error now" and Errors call it; empty where nothing fails. */
export function failureName(student: StudentState, check: ErrorGroup | undefined): string {
  return check === undefined ? streakError(student) : groupTitle(check);
}

function checksByStudent(errors: readonly ErrorGroup[]): ByStudent {
  const checks = errors.filter(({ kind }) => kind === 'check');
  const pairs = checks.flatMap(check => check.studentIds.map(studentId => ({ studentId, check })));
  return new Map([...Map.groupBy(pairs, ({ studentId }) => studentId)].map(([id, ofStudent]) => [id, ofStudent.map(({ check }) => check)]));
}
