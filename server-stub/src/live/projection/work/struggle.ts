import type { Struggle } from '../../../../../src/protocol';
import { toTimestamp } from '../../../platform/clock';
import type { ExerciseWork } from './exercise-work';
import { outcomeOf, type Yardstick } from './standing';
import type { Moment } from './run-log';
import { readSignature } from './failure';

/** Failures since the last success, of each cell and each check by itself. */
export interface Streak {
  readonly failures: number;
  /** When the first and the newest of them were, in milliseconds since the epoch; undefined without any. */
  readonly span: { readonly sinceMs: number; readonly lastMs: number } | undefined;
}

export const NO_STREAK: Streak = { failures: 0, span: undefined };

export function streakOf({ log: { moments } }: ExerciseWork, { checks }: Yardstick): Streak {
  const counting = new Set(checks);
  const cleared = new Set<string>();
  let failures = 0;
  let [sinceMs, lastMs] = [0, 0];
  for (const moment of moments.toReversed()) {
    for (const [source, ok] of outcomesOf(moment, counting)) {
      if (ok) {
        cleared.add(source);
      } else if (!cleared.has(source)) {
        failures += 1;
        sinceMs = moment.timeMs;
        lastMs ||= sinceMs;
      }
    }
  }
  return failures === 0 ? NO_STREAK : { failures, span: { sinceMs, lastMs } };
}

function* outcomesOf({ cell, own, checks }: Moment, counting: ReadonlySet<string>): Generator<readonly [source: string, ok: boolean]> {
  if (own !== undefined) {
    yield [`cell\n${cell}`, own];
  }
  for (const [check, ok] of checks) {
    if (counting.has(check)) {
      yield [`check\n${check}`, ok];
    }
  }
}

/** What a student has put in since they last got on; undefined where there was no run since. */
export function struggleOf(work: ExerciseWork, yardstick: Yardstick, failingChecks: number): Omit<Struggle, 'exercise'> | undefined {
  const counting = new Set(yardstick.checks);
  const all = work.log.moments.filter(moment => !outcomesOf(moment, counting).next().done);
  const runs = all.slice(lastGain(all, yardstick.checks) + 1);
  const [first, newest] = [runs[0], runs.at(-1)];
  if (first === undefined || newest === undefined) {
    return undefined;
  }
  const same = sameErrorOf(runs, counting);
  const name = same && work.lastSignature && readSignature(work.lastSignature).errorName;
  return {
    since: toTimestamp(first.timeMs),
    last: toTimestamp(newest.timeMs),
    runs: runs.length,
    failures: runs.filter(moment => hasFailed(moment, counting)).length,
    failingChecks,
    ...(same && name !== undefined && { sameError: { name, since: toTimestamp(same.sinceMs), runs: same.runs } }),
  };
}

/** The newest run with which a check passed that had not passed just before; -1 where there was none. */
function lastGain(moments: readonly Moment[], checks: readonly string[]): number {
  const gains = checks.map(check => {
    let [gain, wasOk] = [-1, false];
    for (const [index, moment] of moments.entries()) {
      const ok = outcomeOf(moment, check) ?? wasOk;
      gain = ok && !wasOk ? index : gain;
      wasOk = ok;
    }
    return gain;
  });
  return Math.max(-1, ...gains);
}

function hasFailed(moment: Moment, counting: ReadonlySet<string>): boolean {
  return [...outcomesOf(moment, counting)].some(([, ok]) => !ok);
}

/** Runs that work in between, of other cells, do not end it: to change a definition and run its check again is one go at it. */
function sameErrorOf(
  runs: readonly Moment[],
  counting: ReadonlySet<string>,
): { readonly sinceMs: number; readonly runs: number } | undefined {
  const newest = runs.at(-1);
  if (newest === undefined || newest.error === 0 || !hasFailed(newest, counting)) {
    return undefined;
  }
  let [count, sinceMs] = [0, 0];
  for (const moment of runs.toReversed()) {
    if (moment.error === newest.error) {
      [count, sinceMs] = [count + 1, moment.timeMs];
    } else if (moment.error !== 0 || hasFailed(moment, counting) || moment.cell === newest.cell) {
      break;
    }
  }
  return count > 1 ? { sinceMs, runs: count } : undefined;
}
