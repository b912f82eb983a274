export interface ReplaySpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** So few of the students do not say alone when the class began; in a class of less than `SMALL_CLASS` each does. */
const FEW = 0.1;
const SMALL_CLASS = 5;
/** Longer than a break in a day of lessons: what a few did so long before everybody else is no part of the lesson. */
const GAP_MS = 2 * 3_600_000;

/**
 * From when to when a class has a replay. Times are believed for days back, since a laptop may have been without a network so long; a few whose clocks say
 * that they worked hours before the class must not make everybody's replay as long. Their runs are told at its beginning.
 * @param times of the runs, in milliseconds since the epoch; there may be half a million, so nothing is made for each
 * @param studentOf whose the run at an index is; undefined for one that counts no more
 * @returns undefined without a run
 */
export function spanOf(times: readonly number[], studentOf: (at: number) => number | undefined): ReplaySpan | undefined {
  const firsts = new Map<number, number>();
  let toMs = Number.NEGATIVE_INFINITY;
  times.forEach((timeMs, at) => {
    const student = studentOf(at);
    if (student !== undefined) {
      firsts.set(student, Math.min(firsts.get(student) ?? timeMs, timeMs));
      toMs = Math.max(toMs, timeMs);
    }
  });
  const inOrder = [...firsts.values()].toSorted((a, b) => a - b);
  const few = inOrder.length < SMALL_CLASS ? 0 : Math.max(1, Math.floor(inOrder.length * FEW));
  let fromMs = inOrder[few];
  if (fromMs === undefined) {
    return undefined;
  }
  const begun = fromMs;
  const earlier = times.filter((timeMs, at) => timeMs < begun && studentOf(at) !== undefined);
  for (const timeMs of earlier.toSorted((a, b) => b - a)) {
    if (fromMs - timeMs > GAP_MS) {
      break;
    }
    fromMs = timeMs;
  }
  return { fromMs, toMs };
}
