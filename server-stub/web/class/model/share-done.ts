import type { ExerciseMatrix } from '../../../../src/protocol';
import type { ShareDone } from './team-summary';

const NOTHING: ShareDone = new Map();

/** The share of the class's exercises that each student has done; empty without exercises. */
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
