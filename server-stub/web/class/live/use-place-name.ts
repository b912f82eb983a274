import { type ExerciseMention, mentionedName, placeName } from '../exercises/exercise-names';
import { useLive } from './live-class-provider';

/** What an exercise is called of which only the bare name is told. */
export function useExerciseName(mention: ExerciseMention): string {
  return useLive(({ board }) => mentionedName(board?.exercises ?? [], mention));
}

/** Where something was: the exercise, else the notebook's file name. */
export function usePlaceName(where: Parameters<typeof placeName>[1]): string {
  return useLive(({ board }) => placeName(board?.exercises ?? [], where));
}
