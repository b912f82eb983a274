import type { ErrorGroup, ExerciseState } from '../../../../../src/protocol';
import { failingNow, throughWith } from '../../../class/exercises/exercise-results';
import { isWithheld } from '../../../text/withheld';

/** Where the class is: at the exercise that most students are at. */
export interface ClassPlace {
  readonly exercise: ExerciseState;
  /** Its place among the exercises, from 0. */
  readonly index: number;
  readonly here: number;
  /** Students at an exercise before it, and at one after it. */
  readonly behind: number;
  readonly ahead: number;
  /** Students who are through with it; see `throughWith`. */
  readonly through: number;
}

/** Undefined while nobody is at any exercise, or nobody may know. */
export function placeOfClass(exercises: readonly ExerciseState[]): ClassPlace | undefined {
  const index = indexOfMost(exercises.map(({ here }) => (isWithheld(here) ? 0 : here)));
  const exercise = exercises[index];
  if (exercise === undefined) {
    return undefined;
  }
  const sum = (some: readonly ExerciseState[]): number => some.reduce((total, { here }) => total + here, 0);
  return {
    exercise,
    index,
    here: exercise.here,
    behind: sum(exercises.slice(0, index)),
    ahead: sum(exercises.slice(index + 1)),
    through: throughWith(exercise),
  };
}

/** One student is no pattern. */
const PATTERN = 2;

/** The exercise that most students are failing at who have run it in this session. */
export function hardestOf(exercises: readonly ExerciseState[]): ExerciseState | undefined {
  const failing = exercises.map(failingNow).map(students => (students >= PATTERN ? students : 0));
  return exercises[indexOfMost(failing)];
}

/** What most students have now, an error or a failing check; of one exercise alone, where that is given. */
export function commonestOf(groups: readonly ErrorGroup[], exercise?: ExerciseState): ErrorGroup | undefined {
  const some = groups.filter(group => exercise === undefined || group.exercise === exercise.id);
  return some[indexOfMost(some.map(({ studentIds }) => (studentIds.length >= PATTERN ? studentIds.length : 0)))];
}

/** The first place of the largest number above 0; -1 for none. */
function indexOfMost(numbers: readonly number[]): number {
  const most = numbers.reduce((largest, each) => Math.max(largest, each), 0);
  return most === 0 ? -1 : numbers.indexOf(most);
}

/** Exercises that the picture has room for. */
const COLUMNS = 12;

/** Those around the class's place, at most `COLUMNS`, with how many are left out before and after. */
export function windowAround<T>(exercises: readonly T[], index: number): { readonly shown: readonly T[]; readonly from: number } {
  const from = Math.max(0, Math.min(index - Math.floor(COLUMNS / 2), exercises.length - COLUMNS));
  return { shown: exercises.slice(from, from + COLUMNS), from };
}
