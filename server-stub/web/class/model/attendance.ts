import type { HelpRequest, StudentState, TeamState, Visit } from '../../../../src/protocol';

/** Who is on the way to a student or has helped; a claimed help request comes before a visit. */
export function attendanceOf({ visit }: Pick<StudentState | TeamState, 'visit'>, help?: HelpRequest): Visit | undefined {
  const { status, by, at = '' } = help ?? {};
  return status === 'claimed' && by !== undefined ? { status, by, at } : visit;
}
