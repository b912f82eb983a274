import type { ExerciseMatrix } from '../../../../src/protocol';

/** A moment, and how many exercises a student had done by then on average. */
export interface ProgressPoint {
  readonly atMs: number;
  readonly done: number;
}

/** Points in the line, so that it says the same on a small class and on a large one. */
const POINTS = 40;

/** Average exercises done per student, from the first run to the latest. Empty before anything is done. */
export function progressOverTime({ students }: ExerciseMatrix): readonly ProgressPoint[] {
  const all = students.flatMap(({ progress }) => progress);
  const doneMs = all.flatMap(({ doneAt }) => (doneAt === null ? [] : [Date.parse(doneAt)])).toSorted((a, b) => a - b);
  const active = students.filter(({ progress }) => progress.length > 0).length;
  if (doneMs.length === 0) {
    return [];
  }
  const fromMs = all.reduce((first, { firstAt }) => Math.min(first, Date.parse(firstAt)), Infinity);
  const toMs = all.reduce((last, { lastAt }) => Math.max(last, Date.parse(lastAt)), -Infinity);
  let passed = 0;
  return Array.from({ length: POINTS }, (_, index) => {
    const atMs = fromMs + ((toMs - fromMs) * index) / (POINTS - 1);
    while ((doneMs[passed] ?? Infinity) <= atMs) {
      passed += 1;
    }
    return { atMs, done: passed / active };
  });
}
