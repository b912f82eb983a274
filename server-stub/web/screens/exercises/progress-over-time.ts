import type { ExerciseMatrix } from '../../../../src/protocol';

/** A moment, and how many exercises a student had started and passed by then on average. */
export interface ProgressPoint {
  readonly atMs: number;
  readonly started: number;
  readonly passed: number;
}

/** Points in the line, so that it says the same on a small class and on a large one. */
const POINTS = 40;

/**
 * Average exercises started and passed per student who has begun, from the first run of the session to the latest. Empty before anybody has.
 * @param sinceMs when the session began; what was before is there from the beginning
 */
export function progressOverTime({ students }: ExerciseMatrix, sinceMs = 0): readonly ProgressPoint[] {
  const all = students.flatMap(({ progress }) => progress);
  const active = students.filter(({ progress }) => progress.length > 0).length;
  if (active === 0) {
    return [];
  }
  const startedMs = all.map(({ firstAt }) => Date.parse(firstAt)).toSorted(ascending);
  const passedMs = all.flatMap(({ passedAt }) => (passedAt === null ? [] : [Date.parse(passedAt)])).toSorted(ascending);
  const fromMs = Math.max(sinceMs, startedMs[0] ?? 0);
  const toMs = all.reduce((last, { lastAt }) => Math.max(last, Date.parse(lastAt)), fromMs);
  let [started, passed] = [0, 0];
  return Array.from({ length: POINTS }, (_, index) => {
    const atMs = fromMs + ((toMs - fromMs) * index) / (POINTS - 1);
    while ((startedMs[started] ?? Infinity) <= atMs) {
      started += 1;
    }
    while ((passedMs[passed] ?? Infinity) <= atMs) {
      passed += 1;
    }
    return { atMs, started: started / active, passed: passed / active };
  });
}

const ascending = (a: number, b: number): number => a - b;
