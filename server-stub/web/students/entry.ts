import type { HelpRequest, StudentState } from '../../../src/protocol';
import type { Board } from '../live/board';
import { CONDITIONS, type Condition, conditionOf, openHelpOf } from './condition';

/** A student with everything that a list needs to show and order them. */
export interface Entry {
  readonly student: StudentState;
  readonly condition: Condition;
  readonly help: HelpRequest | undefined;
}

/** Every student of the board, in no particular order. */
export function entriesOf(board: Board): readonly Entry[] {
  const openHelp = openHelpOf(board.help);
  return [...board.students.values()].map(student => {
    const help = openHelp.get(student.studentId);
    return { student, help, condition: conditionOf(student, help !== undefined) };
  });
}

/** How many students are in each condition; the counts add up to the class. */
export function countConditions(entries: readonly Entry[]): Readonly<Record<Condition, number>> {
  const counts = Object.fromEntries(CONDITIONS.map(condition => [condition, 0])) as Record<Condition, number>;
  for (const { condition } of entries) {
    counts[condition] += 1;
  }
  return counts;
}
