import type { ExerciseStatus } from '../../../../../src/protocol';
import { compareKeys, type OrderKey } from '../events/corrected-time';
import type { ExerciseWork } from './exercise-work';
import type { Moment } from './run-log';

/** What an exercise is measured by. */
export interface Yardstick {
  /** The names of its checks that count; none where nothing tells right from wrong. */
  readonly checks: readonly string[];
  /** Whether, without any, a run that works is enough. */
  readonly runningCounts: boolean;
}

/** How a student stands at an exercise. */
export interface Standing {
  readonly status: ExerciseStatus;
  readonly failingChecks: readonly string[];
  /** With `passed`: the run since which that is so. */
  readonly passed: OrderKey | undefined;
}

/** Undefined for who has not started: no run of it counts, and no check of it has a result. */
export function standingOf(work: ExerciseWork, yardstick: Yardstick): Standing | undefined {
  const { checks, runningCounts } = yardstick;
  const outcomes = checks.map(check => work.checks.get(check)?.result.value?.ok);
  const status = statusOf(work.last.value?.ok, outcomes, runningCounts);
  return (
    status && {
      status,
      failingChecks: checks.filter((_check, index) => outcomes[index] === false),
      passed: status === 'passed' ? passedSince(work, checks) : undefined,
    }
  );
}

/**
 * @param own how the newest run that counts of its own cell ended; undefined without one
 * @param outcomes the newest result of each check that counts; undefined without one
 */
export function statusOf(
  own: boolean | undefined,
  outcomes: readonly (boolean | undefined)[],
  runningCounts: boolean,
): ExerciseStatus | undefined {
  if (own === undefined && outcomes.every(ok => ok === undefined)) {
    return undefined;
  }
  if (own === false || outcomes.includes(false)) {
    return 'failing';
  }
  return (outcomes.length > 0 ? outcomes.every(ok => ok === true) : runningCounts) ? 'passed' : 'ran';
}

/** The run with which the last of all that must be right became so. */
function passedSince(work: ExerciseWork, checks: readonly string[]): OrderKey | undefined {
  const { moments } = work.log;
  const ofChecks = checks.map(check => rightSince(moments, moment => outcomeOf(moment, check)) ?? work.checks.get(check)?.result.key);
  const hasFailed = checks.length === 0 || moments.some(({ own }) => own === false);
  const ofOwn = hasFailed ? (rightSince(moments, ({ own }) => own) ?? work.last.key) : undefined;
  return [...ofChecks, ofOwn].reduce(
    (latest, key) => (latest === undefined || (key && compareKeys(key, latest) > 0) ? key : latest),
    undefined,
  );
}

/** The first of the runs at the end that were all right. */
function rightSince(moments: readonly Moment[], isRight: (moment: Moment) => boolean | undefined): OrderKey | undefined {
  let since: OrderKey | undefined;
  for (let index = moments.length - 1; index >= 0; index--) {
    const moment = moments[index] as Moment;
    const ok = isRight(moment);
    if (ok === false) {
      return since;
    }
    since = ok === true ? moment : since;
  }
  return since;
}

function outcomeOf({ checks }: Moment, check: string): boolean | undefined {
  return checks.find(([name]) => name === check)?.[1];
}

/** How many runs of its own cell an exercise took up to some run, of those that are remembered. */
export function attemptsUpTo({ attempts, log }: ExerciseWork, key: OrderKey): number {
  return attempts - log.moments.filter(moment => moment.own !== undefined && compareKeys(moment, key) > 0).length;
}
