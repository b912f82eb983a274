import type { ExerciseMatrix } from '../../../../src/protocol';
import type { ShareDone } from './team-summary';

const NOTHING: ShareDone = new Map();

/** How much of the class's exercises each student has done. Nobody's share is known where there are none. */
export function shareDone(matrix: ExerciseMatrix | undefined): ShareDone {
  const all = matrix?.exercises.length ?? 0;
  if (matrix === undefined || all === 0) {
    return NOTHING;
  }
  return new Map(matrix.students.map(({ studentId, progress }) => [studentId, countDone(progress) / all]));
}

function countDone(progress: ExerciseMatrix['students'][number]['progress']): number {
  return progress.filter(({ status }) => status === 'done').length;
}
