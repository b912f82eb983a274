import type { ExerciseState, StudentState } from '../../../../src/protocol';
import { fileName } from './names';

/**
 * The exercise that a student worked at last; undefined outside any. Two notebooks may each have one of the same name: then what the server says of
 * the struggle decides, else the notebook's file name.
 */
export function exerciseAt<T extends Pick<ExerciseState, 'id' | 'name' | 'notebook'>>(
  { exercise, notebook, struggle }: Pick<StudentState, 'exercise' | 'notebook' | 'struggle'>,
  exercises: readonly T[],
): T | undefined {
  const named = exercise === null ? [] : exercises.filter(({ name }) => name === exercise);
  if (named.length < 2) {
    return named[0];
  }
  return (
    named.find(({ id }) => id === struggle?.exercise) ??
    named.find(each => fileName(each.notebook) === fileName(notebook ?? '')) ??
    undefined
  );
}
