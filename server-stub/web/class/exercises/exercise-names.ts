import type { ExerciseState } from '../../../../src/protocol';
import { inertLine } from '../../text/inert';

const NAME_LENGTH = 80;

/** What an exercise is called: by its heading or the instructor's name for it, else by the author's. */
export function exerciseName({ name, title }: Pick<ExerciseState, 'name' | 'title'>, length = NAME_LENGTH): string {
  return inertLine(title ?? name, length);
}

/** Its number among all exercises of the class, from 1, also where only some of them are shown. @param place among those shown, from 0 */
export function numberOf({ number }: Pick<ExerciseState, 'number'>, place: number): number {
  return number ?? place + 1;
}

/** How an exercise is spoken of where only its bare name is told. */
export interface ExerciseMention {
  readonly name: string;
  /** The path of its notebook: an exercise has the file's name alone. */
  readonly notebook: string | null;
  /** `ExerciseState.id`, where that is known. */
  readonly id?: string | undefined;
}

/** The exercise of the class that is meant. Two notebooks may each have one of a name; undefined where that leaves it open, and for what the class has not. */
export function findExercise<T extends Pick<ExerciseState, 'id' | 'name' | 'notebook'>>(
  exercises: readonly T[],
  { name, notebook, id }: ExerciseMention,
): T | undefined {
  const named = exercises.filter(exercise => exercise.name === name);
  return named.length < 2
    ? named[0]
    : (named.find(exercise => exercise.id === id) ?? named.find(exercise => exercise.notebook === fileName(notebook ?? '')));
}

/** What an exercise is called of which only the bare name is told. */
export function mentionedName(exercises: readonly ExerciseState[], mention: ExerciseMention, length = NAME_LENGTH): string {
  return exerciseName(findExercise(exercises, mention) ?? { name: mention.name }, length);
}

/** Where something was: the exercise, else the notebook's file name, else nothing. */
export function placeName(
  exercises: readonly ExerciseState[],
  {
    exercise,
    notebook,
    id,
  }: { readonly exercise: string | null | undefined; readonly notebook: string | null; readonly id?: string | undefined },
): string {
  return exercise === null || exercise === undefined
    ? inertLine(fileName(notebook ?? ''), NAME_LENGTH)
    : mentionedName(exercises, { name: exercise, notebook, id });
}

/** The last part of a path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
