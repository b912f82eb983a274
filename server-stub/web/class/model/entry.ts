import { DEFAULT_ATTENTION, type HelpRequest, type StudentState } from '../../../../src/protocol';
import { reasonOf } from '../need/reason-of';
import { isMutedBy } from '../need/visited';
import type { Board } from './board';
import { type StuckThresholds, CONDITIONS, type Condition, conditionOf, openHelpOf } from './condition';
import { onceFor } from './once-for';
import { placeOf } from './whereabouts';

/** A student with everything needed to list and sort them. */
export interface Entry {
  readonly student: StudentState;
  readonly condition: Condition;
  /** Where they are, in words; empty where nobody knows. */
  readonly place: string;
  readonly help: HelpRequest | undefined;
}

/** What students are judged by. */
export interface Judging {
  readonly thresholds: StuckThresholds;
  /** By the server's clock. */
  readonly nowMs: number;
}

/** Every student of the board, in no particular order; judged by the board's own time unless another is told. */
export function entriesOf(board: Board, judging: Partial<Judging> = {}): readonly Entry[] {
  const { thresholds, nowMs } = { thresholds: DEFAULT_ATTENTION, nowMs: Date.parse(board.asOf), ...judging };
  return judgeAll(board, thresholds.errorStreak, nowMs);
}

const judgeAll = onceFor((board: Board, errorStreak: number, nowMs: number): readonly Entry[] => {
  const openHelp = openHelpOf(board.help);
  const judging = { thresholds: { errorStreak }, nowMs };
  return [...board.students.values()].map(student => entryOf(student, openHelp.get(student.studentId), board, judging));
});

/** One student of the board, or somebody of the staff among them. */
export function findEntry(board: Board, studentId: string, judging: Judging): Entry | undefined {
  const student = board.students.get(studentId) ?? board.staff.get(studentId);
  return student && entryOf(student, openHelpOf(board.help).get(studentId), board, judging);
}

/** A student's entry; the same object until something in it changes. */
function entryOf(student: StudentState, help: HelpRequest | undefined, board: Board, judging: Judging): Entry {
  const condition = conditionOf(student, help !== undefined, isStuck(student, board, judging));
  const place = placeOf(student, board.exercises);
  const known = newest.get(student);
  if (known?.help === help && known?.condition === condition && known.place === place) {
    return known;
  }
  const entry = { student, help, condition, place };
  newest.set(student, entry);
  return entry;
}

/**
 * Whether a student does not get on, by the rule by which they are listed as needing somebody: so that every screen counts the same. Not so while whoever
 * was there found them not stuck, and nothing considerable has come since.
 */
export function isStuck(
  student: StudentState,
  { exercises, teams }: Pick<Board, 'exercises' | 'teams'>,
  { thresholds, nowMs }: Judging,
): boolean {
  const isStreakLong = student.errorStreak >= thresholds.errorStreak;
  const reason = reasonOf({ student, help: undefined, isStreakLong }, exercises, nowMs);
  const visits = [student.visit, teams.get(student.team)?.visit];
  return (reason?.kind === 'struggling' || reason?.kind === 'failing') && !visits.some(visit => isMutedBy(visit, student, reason, nowMs));
}

/** The last entry of each student, so that rows can tell by identity whether to rerender. */
const newest = new WeakMap<StudentState, Entry>();

/** How many students have begun in this session, and how many ever: what was ever passed is a share of those. */
export function countBegun(entries: readonly Entry[]): { readonly now: number; readonly ever: number } {
  return {
    now: entries.filter(({ student }) => hasBegun(student)).length,
    ever: entries.filter(({ student }) => hasEverBegun(student)).length,
  };
}

/** Whether they have done anything in this session; to call for help is none of it. */
export function hasBegun({ status }: Pick<StudentState, 'status'>): boolean {
  return status !== 'not_started' && status !== 'not_here' && status !== 'not_joined';
}

/** Whether they have begun in this session, or ran anything in an earlier one. */
export function hasEverBegun(student: Pick<StudentState, 'status' | 'ranBefore'>): boolean {
  return hasBegun(student) || student.ranBefore === true;
}

/** How many students are in each condition; the counts add up to the class. */
export function countConditions(entries: readonly Entry[]): Readonly<Record<Condition, number>> {
  const counts = Object.fromEntries(CONDITIONS.map(condition => [condition, 0])) as Record<Condition, number>;
  for (const { condition } of entries) {
    counts[condition] += 1;
  }
  return counts;
}
