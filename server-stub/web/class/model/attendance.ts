import type { HelpRequest, StudentState, TeamState, Visit } from '../../../../src/protocol';

/** Who is on the way to a student, or was there: by a claimed call for help before a visit without a call. */
export function attendanceOf({ visit }: Pick<StudentState | TeamState, 'visit'>, help?: HelpRequest): Visit | undefined {
  const { status, by, at = '' } = help ?? {};
  return status === 'claimed' && by !== undefined ? { status, by, at } : visit;
}
