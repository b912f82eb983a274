import type { ExerciseState } from '../../../../src/protocol';

/** Whether anybody can pass it: a check tells right from wrong, or the class says that a run that works is enough. */
export function canBePassed({ isChecked, runningCounts }: Pick<ExerciseState, 'isChecked' | 'runningCounts'>): boolean {
  return isChecked || runningCounts === true;
}

/** Students who fail at it and have run it in this session. */
export function failingNow({ failing, failingBefore = 0 }: ExerciseState): number {
  return failing - failingBefore;
}

/** Students who are through with it, as far as anybody can tell: who passed it; where nobody can, for whom it ran. */
export function throughWith(exercise: ExerciseState): number {
  return canBePassed(exercise) ? exercise.passed : exercise.ran;
}
