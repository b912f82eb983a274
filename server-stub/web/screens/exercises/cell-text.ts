import type { ExerciseProgress } from '../../../../src/protocol';
import { formatSpan } from '../../text/format';
import { t } from '../../text/translate';

export type CellState = ExerciseProgress['status'] | 'none';

/** How a student is doing with an exercise, in words. */
export function cellText(progress: ExerciseProgress | undefined): string {
  if (progress === undefined) {
    return t('exercises.cells.none');
  }
  const { status, attempts, firstAt, doneAt, lastAt } = progress;
  const span = formatSpan(Date.parse(doneAt ?? lastAt) - Date.parse(firstAt));
  return t(`exercises.cells.${status}`, { count: attempts, span });
}
