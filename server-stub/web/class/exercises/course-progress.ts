import type { ExerciseMatrix, ExerciseStatus } from '../../../../src/protocol';
import { canBePassed } from './exercise-results';

/** How much of the class's exercises each student is through with. */
export interface CourseProgress {
  /** What the shares count: exercises passed, of those that can be; where none can, exercises that ran. */
  readonly counts: Exclude<ExerciseStatus, 'failing'>;
  /** From 0 to 1, by student; empty without exercises. */
  readonly shares: ReadonlyMap<string, number>;
}

export const NO_PROGRESS: CourseProgress = { counts: 'ran', shares: new Map() };

export function courseProgress(matrix: ExerciseMatrix | undefined): CourseProgress {
  const exercises = matrix?.exercises ?? [];
  const passable = exercises.flatMap((exercise, index) => (canBePassed(exercise) ? [index] : []));
  const counts = passable.length > 0 ? 'passed' : 'ran';
  const counted = new Set(counts === 'passed' ? passable : exercises.keys());
  if (matrix === undefined || counted.size === 0) {
    return NO_PROGRESS;
  }
  const shareOf = (progress: ExerciseMatrix['students'][number]['progress']): number =>
    progress.filter(({ exercise, status }) => status === counts && counted.has(exercise)).length / counted.size;
  return { counts, shares: new Map(matrix.students.map(({ studentId, progress }) => [studentId, shareOf(progress)])) };
}
