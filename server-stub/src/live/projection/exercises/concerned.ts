import type { CellReference, CheckResult } from '../../../../../src/protocol';
import { mainCheck } from '../events/event-data';
import type { MomentCheck } from '../work/run-log';
import { type ExerciseKey, exerciseKeyOf, namedExercise } from './exercise-identity';

/** Which exercises a run is of. */
export interface Concerned {
  /** What the cell itself is of; undefined for one that checks others, and for one that cannot be told from another. */
  readonly own: ExerciseKey | undefined;
  /** What it says of the checks of which exercises. */
  readonly checked: ReadonlyMap<ExerciseKey, readonly MomentCheck[]>;
  /** What counts as worked at. */
  readonly here: ExerciseKey | undefined;
}

const NONE_CHECKED: Concerned['checked'] = new Map();

/** A cell that checks is no exercise itself, unless its author named it one. @param notebook by its name, as exercises have it */
export function concernedBy(notebook: string, cell: CellReference | undefined, checks: readonly CheckResult[] | undefined): Concerned {
  const own = cell !== undefined && (checks === undefined || cell.exercise) ? exerciseKeyOf(notebook, cell) : undefined;
  if (checks === undefined) {
    return { own, checked: NONE_CHECKED, here: own };
  }
  const checked = new Map<ExerciseKey, MomentCheck[]>();
  for (const { exercise, check, ok } of checks) {
    const key = namedExercise(notebook, exercise);
    checked.set(key, [...(checked.get(key) ?? []), [check, ok]]);
  }
  const main = mainCheck(checks);
  return { own, checked, here: own ?? (main && namedExercise(notebook, main.exercise)) };
}
