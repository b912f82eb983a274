import { type AttentionLevels, DEFAULT_ATTENTION, type HelpRequest, type StudentState, type StudentStatus } from '../../../../src/protocol';

/**
 * A student's state as the board shows it: what the server knows, and above it what calls for a person.
 * - `offline`: not heard from; work may be waiting on their machine
 * - `left`: not heard from since the last notebook was closed, so nothing is likely to wait
 */
export type Condition = 'help' | 'stuck' | 'left' | StudentStatus;

/** From what needs a person most to what needs one least. */
export const CONDITIONS: readonly Condition[] = ['help', 'stuck', 'working', 'idle', 'offline', 'left', 'not_started', 'not_joined'];

/** From when on a student counts as stuck. */
export type StuckThresholds = Required<AttentionLevels>;

/** Open requests for help by student. */
export type OpenHelp = ReadonlyMap<string, HelpRequest>;

export function openHelpOf(requests: readonly HelpRequest[]): OpenHelp {
  const open = requests.filter(({ status }) => status === 'open' || status === 'claimed');
  return new Map(open.map(request => [request.studentId, request]));
}

export function conditionOf(student: StudentState, hasOpenHelp: boolean, thresholds: StuckThresholds = DEFAULT_ATTENTION): Condition {
  if (hasOpenHelp) {
    return 'help';
  }
  if (student.status === 'offline' && student.hasLeft === true) {
    return 'left';
  }
  const isPresent = student.status === 'working' || student.status === 'idle';
  return isPresent && student.errorStreak >= thresholds.errorStreak ? 'stuck' : student.status;
}

export function needsPerson(condition: Condition): boolean {
  return condition === 'help' || condition === 'stuck';
}

export function isCondition(value: string): value is Condition {
  return CONDITIONS.some(condition => condition === value);
}
