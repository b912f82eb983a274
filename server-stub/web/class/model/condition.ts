import type { AttentionLevels, HelpRequest, StudentState, StudentStatus } from '../../../../src/protocol';

/**
 * A student's state as the board shows it: the server's status, and above it whether they need a person.
 * - `offline`: no contact; unsent events may be on their computer
 * - `left`: no contact since the last notebook was closed, so probably nothing is left to send
 */
export type Condition = 'help' | 'stuck' | 'left' | StudentStatus;

/** Most urgent first. */
export const CONDITIONS: readonly Condition[] = [
  'help',
  'stuck',
  'working',
  'idle',
  'offline',
  'left',
  'not_started',
  'not_here',
  'not_joined',
];

/** When a student counts as stuck. */
export type StuckThresholds = Required<AttentionLevels>;

/** Open requests for help by student. */
export type OpenHelp = ReadonlyMap<string, HelpRequest>;

export function openHelpOf(requests: readonly HelpRequest[]): OpenHelp {
  const open = requests.filter(({ status }) => status === 'open' || status === 'claimed');
  return new Map(open.map(request => [request.studentId, request]));
}

/** @param isStuck as `isStuck` in `entry.ts` says: the one rule of who does not get on */
export function conditionOf(student: StudentState, hasOpenHelp: boolean, isStuck: boolean): Condition {
  if (hasOpenHelp) {
    return 'help';
  }
  if (student.status === 'offline' && student.hasLeft === true) {
    return 'left';
  }
  const isPresent = student.status === 'working' || student.status === 'idle';
  return isPresent && isStuck ? 'stuck' : student.status;
}

export function needsPerson(condition: Condition): boolean {
  return condition === 'help' || condition === 'stuck';
}

export function isCondition(value: string): value is Condition {
  return CONDITIONS.some(condition => condition === value);
}
