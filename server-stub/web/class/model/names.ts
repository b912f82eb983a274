import type { StudentState } from '../../../../src/protocol';
import { t } from '../../text/translate';
import { formatCount } from '../../text/format';
import { inertLine } from '../../text/inert';

const NAME_LENGTH = 80;
const ERROR_LENGTH = 60;

/** The name shown for a student. */
export function nameOf({ displayName, studentId }: StudentState): string {
  return inertLine(displayName || studentId, NAME_LENGTH);
}

/** The id, unless it is the same as the name. */
export function idBeside(student: StudentState): string {
  const { displayName, studentId } = student;
  return displayName === '' || displayName === studentId ? '' : inertLine(studentId, NAME_LENGTH);
}

export function teamName(team: string): string {
  return team === '' ? t('teams.noTeam') : inertLine(team, NAME_LENGTH);
}

/** The latest error of the current streak; empty without a streak. */
export function streakError({ errorStreak, lastError }: StudentState): string {
  return errorStreak > 0 && lastError !== null ? inertLine(lastError.name, ERROR_LENGTH) : '';
}

/** How many runs in a row failed, and the latest error, as far as that can be said of all of them. */
export function streakText(student: StudentState): string {
  const error = streakError(student);
  const n = student.errorStreak;
  return error === '' ? formatCount(n) : t(hasSameError(student) ? 'students.sameStreak' : 'students.streak', { n, error });
}

/** Whether every run of the streak is known to have failed with the latest error. */
function hasSameError({ errorStreak, lastError, struggle }: StudentState): boolean {
  const same = struggle?.sameError;
  return errorStreak === 1 || (same !== undefined && same.name === lastError?.name && same.runs >= errorStreak);
}
