import { DEFAULT_ATTENTION, type HelpRequest, type StudentState } from '../../../../src/protocol';
import type { Board } from './board';
import { type StuckThresholds, CONDITIONS, type Condition, conditionOf, openHelpOf } from './condition';

/** A student with everything needed to list and sort them. */
export interface Entry {
  readonly student: StudentState;
  readonly condition: Condition;
  readonly help: HelpRequest | undefined;
}

/** Every student of the board, in no particular order. */
export function entriesOf(board: Board, thresholds: StuckThresholds = DEFAULT_ATTENTION): readonly Entry[] {
  const openHelp = openHelpOf(board.help);
  return [...board.students.values()].map(student => entryOf(student, openHelp.get(student.studentId), thresholds));
}

/** A student's entry; the same object until something in it changes. */
export function entryOf(student: StudentState, help: HelpRequest | undefined, thresholds: StuckThresholds): Entry {
  const condition = conditionOf(student, help !== undefined, thresholds);
  const known = newest.get(student);
  if (known?.help === help && known?.condition === condition) {
    return known;
  }
  const entry = { student, help, condition };
  newest.set(student, entry);
  return entry;
}

/** The last entry of each student, so that rows can tell by identity whether to rerender. */
const newest = new WeakMap<StudentState, Entry>();

/** How many students are in each condition; the counts add up to the class. */
export function countConditions(entries: readonly Entry[]): Readonly<Record<Condition, number>> {
  const counts = Object.fromEntries(CONDITIONS.map(condition => [condition, 0])) as Record<Condition, number>;
  for (const { condition } of entries) {
    counts[condition] += 1;
  }
  return counts;
}
