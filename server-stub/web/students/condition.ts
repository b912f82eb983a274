import type { HelpRequest, StudentState, StudentStatus } from '../../../src/protocol';

/** A student's state as the board shows it: what the server knows, and above it what calls for a person. */
export type Condition = 'help' | 'stuck' | StudentStatus;

/** From what needs a person most to what needs one least. */
export const CONDITIONS: readonly Condition[] = ['help', 'stuck', 'working', 'idle', 'offline', 'not_started', 'not_joined'];

/** Failing runs in a row on one cell, from which on a student counts as stuck. */
export const STUCK_STREAK = 3;

/** Open requests for help by student. */
export type OpenHelp = ReadonlyMap<string, HelpRequest>;

export function openHelpOf(requests: readonly HelpRequest[]): OpenHelp {
  const open = requests.filter(({ status }) => status === 'open' || status === 'claimed');
  return new Map(open.map(request => [request.studentId, request]));
}

export function conditionOf(student: StudentState, hasOpenHelp: boolean): Condition {
  if (hasOpenHelp) {
    return 'help';
  }
  const isPresent = student.status === 'working' || student.status === 'idle';
  return isPresent && student.errorStreak >= STUCK_STREAK ? 'stuck' : student.status;
}

export function needsPerson(condition: Condition): boolean {
  return condition === 'help' || condition === 'stuck';
}

export function isCondition(value: string): value is Condition {
  return CONDITIONS.some(condition => condition === value);
}
