import type { ExerciseState, StudentState } from '../../../../src/protocol';
import { findExercise, placeName } from '../exercises/exercise-names';

type Whereabouts = Pick<StudentState, 'exercise' | 'notebook' | 'struggle'>;

/** The exercise that a student worked at last; undefined outside any. */
export function exerciseAt<T extends Pick<ExerciseState, 'id' | 'name' | 'notebook'>>(
  { exercise, notebook, struggle }: Whereabouts,
  exercises: readonly T[],
): T | undefined {
  return exercise === null ? undefined : findExercise(exercises, { name: exercise, notebook, id: struggle?.exercise });
}

/** Where a student is: the exercise, else the notebook's file name, else nothing. */
export function placeOf({ exercise, notebook, struggle }: Whereabouts, exercises: readonly ExerciseState[]): string {
  return placeName(exercises, { exercise, notebook, id: struggle?.exercise });
}
