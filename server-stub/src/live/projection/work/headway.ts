import type { Struggle } from '../../../../../src/protocol';
import { toTimestamp } from '../../../platform/clock';
import type { ExerciseWork } from './exercise-work';
import { readSignature } from './failure';
import type { Run } from './run';
import { type Overcome, setbacksOf } from './setbacks';
import type { Standing, Yardstick } from './standing';

/** How a student gets on with an exercise. */
export interface Headway {
  readonly streak: Streak;
  /** Undefined where they have passed, and where they have run nothing since they got on. */
  readonly struggle: Omit<Struggle, 'exercise'> | undefined;
  /** What failed before and came right. */
  readonly overcome: readonly Overcome[];
}

/** Failures since the last success, of each cell and each check by itself. */
export interface Streak {
  readonly failures: number;
  /** When the first and the newest of them were, in milliseconds since the epoch; undefined without any. */
  readonly span: { readonly sinceMs: number; readonly lastMs: number } | undefined;
}

export const NO_STREAK: Streak = { failures: 0, span: undefined };

/**
 * @param standing by the same yardstick; undefined for who has not started
 * @param sinceMs runs before then, of an earlier session, do not count
 */
export function headwayOf(
  work: ExerciseWork,
  yardstick: Yardstick,
  standing: Standing | undefined,
  sinceMs = Number.NEGATIVE_INFINITY,
): Headway {
  const runs = runsOf(work, yardstick, sinceMs);
  const isOver = standing === undefined || standing.status === 'passed';
  const { overcome, open } = setbacksOf(runs);
  const struggle = isOver ? undefined : struggleOf(work, runs, standing.failingChecks.length);
  return { streak: streakOf(runs), struggle: struggle && { ...struggle, ...(open !== undefined && { setback: open }) }, overcome };
}

/** In their order, without those of checks that do not count. */
function runsOf({ log }: ExerciseWork, yardstick: Yardstick, sinceMs: number): readonly Run[] {
  const counting = new Set(yardstick.checks);
  return log.moments
    .filter(({ timeMs }) => timeMs >= sinceMs)
    .map(moment => {
      const checks = moment.checks.every(([check]) => counting.has(check))
        ? moment.checks
        : moment.checks.filter(([check]) => counting.has(check));
      return { moment, checks, hasFailed: moment.own === false || checks.some(([, ok]) => !ok) };
    })
    .filter(({ moment, checks }) => moment.own !== undefined || checks.length > 0);
}

function streakOf(runs: readonly Run[]): Streak {
  const [clearedCells, clearedChecks] = [new Set<string>(), new Set<string>()];
  let failures = 0;
  let [sinceMs, lastMs] = [0, 0];
  const tell = (cleared: Set<string>, source: string, ok: boolean, timeMs: number): void => {
    if (ok) {
      cleared.add(source);
    } else if (!cleared.has(source)) {
      failures += 1;
      sinceMs = timeMs;
      lastMs ||= timeMs;
    }
  };
  for (const { moment, checks } of runs.toReversed()) {
    if (moment.own !== undefined) {
      tell(clearedCells, moment.cell, moment.own, moment.timeMs);
    }
    checks.forEach(([check, ok]) => tell(clearedChecks, check, ok, moment.timeMs));
  }
  return failures === 0 ? NO_STREAK : { failures, span: { sinceMs, lastMs } };
}

function struggleOf(work: ExerciseWork, all: readonly Run[], failingChecks: number): Headway['struggle'] {
  const runs = all.slice(lastGain(all) + 1);
  const [first, newest] = [runs[0], runs.at(-1)];
  if (first === undefined || newest === undefined) {
    return undefined;
  }
  const same = newest.moment === work.log.moments.at(-1) ? sameErrorOf(runs, newest) : undefined;
  const name = same && work.lastSignature && readSignature(work.lastSignature).errorName;
  return {
    since: toTimestamp(first.moment.timeMs),
    last: toTimestamp(newest.moment.timeMs),
    runs: runs.length,
    failures: runs.filter(({ hasFailed }) => hasFailed).length,
    failingChecks,
    ...(same && name !== undefined && { sameError: { name, since: toTimestamp(same.sinceMs), runs: same.runs } }),
  };
}

/** The newest run with which a check passed that had not passed just before; -1 where there was none. */
function lastGain(runs: readonly Run[]): number {
  const passing = new Set<string>();
  let gain = -1;
  for (const [index, { checks }] of runs.entries()) {
    for (const [check, ok] of checks) {
      if (!ok) {
        passing.delete(check);
      } else if (!passing.has(check)) {
        passing.add(check);
        gain = index;
      }
    }
  }
  return gain;
}

/** Runs that work in between, of other cells, do not end it: to change a definition and run its check again is one go at it. */
function sameErrorOf(runs: readonly Run[], newest: Run): { readonly sinceMs: number; readonly runs: number } | undefined {
  const { error, cell } = newest.moment;
  if (error === 0 || !newest.hasFailed) {
    return undefined;
  }
  let [count, sinceMs] = [0, 0];
  for (const { moment, hasFailed } of runs.toReversed()) {
    if (moment.error === error) {
      [count, sinceMs] = [count + 1, moment.timeMs];
    } else if (moment.error !== 0 || hasFailed || moment.cell === cell) {
      break;
    }
  }
  return count > 1 ? { sinceMs, runs: count } : undefined;
}
