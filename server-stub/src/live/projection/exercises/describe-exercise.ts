import type { ExerciseProgress, ExerciseState } from '../../../../../src/protocol';
import { toTimestamp } from '../../../platform/clock';
import type { ExerciseWork } from '../work/exercise-work';
import type { Overcome } from '../work/setbacks';
import { attemptsUpTo, type Standing, type Yardstick } from '../work/standing';
import { authorsName, type ExerciseKey, notebookOf } from './exercise-identity';
import type { Planned } from './known-plan';

/** All that a description of an exercise is made from. */
export interface ExerciseFacts {
  readonly id: string;
  readonly key: ExerciseKey;
  readonly planned: Planned | undefined;
  readonly yardstick: Yardstick;
  /** Everybody's, also of those who have not started. */
  readonly works: Iterable<ExerciseWork>;
  readonly standingOf: (work: ExerciseWork) => Standing | undefined;
  readonly overcomeIn: (work: ExerciseWork) => readonly Overcome[];
  /** How many students are at it now. */
  readonly here: number;
  /** When the session began. */
  readonly sinceMs: number;
}

export function describeExercise(facts: ExerciseFacts): ExerciseState {
  const { id, key, planned, yardstick, works, standingOf, overcomeIn, here, sinceMs } = facts;
  const all = [...works];
  const started = all.flatMap(work => {
    const standing = standingOf(work);
    return standing === undefined ? [] : [{ work, ...standing }];
  });
  const count = (wanted: Standing['status']): number => started.filter(({ status }) => status === wanted).length;
  const isChecked = yardstick.checks.length > 0;
  const index = planned?.index ?? mostCommon(all.map(work => work.index));
  const notebook = planned?.notebook ?? notebookOf(key);
  const gotThere = started.flatMap(({ work, passed }) => {
    const reached = isChecked ? passed : work.firstSuccess;
    return reached === undefined ? [] : [{ attempts: attemptsUpTo(work, reached), ms: reached.timeMs - work.firstAtMs }];
  });
  const failingBefore = started.filter(({ status, work }) => status === 'failing' && work.lastAtMs < sinceMs).length;
  return {
    id,
    name: authorsName(key) ?? `${notebook} #${String(index + 1)}`,
    ...(planned?.title !== undefined && { title: planned.title }),
    notebook,
    index,
    isChecked,
    ...(!isChecked && yardstick.runningCounts && { runningCounts: true as const }),
    started: started.length,
    ran: count('ran'),
    passed: count('passed'),
    failing: count('failing'),
    ...(failingBefore > 0 && { failingBefore }),
    here,
    medianAttempts: median(gotThere.map(({ attempts }) => attempts)),
    medianMs: median(gotThere.map(({ ms }) => ms)),
    medianRunMs: median(all.flatMap(({ durationMs }) => durationMs.value ?? [])),
    ...(authorsName(key) !== undefined && describeSetbacks(all.flatMap(overcomeIn))),
  };
}

function describeSetbacks(overcome: readonly Overcome[]): Pick<ExerciseState, 'setbacks'> {
  const medianMs = median(overcome.map(({ lastedMs }) => lastedMs));
  const medianTryMs = median(overcome.flatMap(({ tryMs }) => tryMs ?? []));
  return { setbacks: { count: overcome.length, medianMs, medianTryMs } };
}

export function renderProgress(exercise: number, work: ExerciseWork, { status, passed, failingChecks }: Standing): ExerciseProgress {
  return {
    exercise,
    status,
    attempts: work.attempts,
    errors: work.errors,
    firstAt: toTimestamp(work.firstAtMs),
    lastAt: toTimestamp(work.lastAtMs),
    passedAt: passed === undefined ? null : toTimestamp(passed.timeMs),
    ...(failingChecks.length > 0 && { failingChecks }),
  };
}

/** The smallest of the most common; -1 of none. */
function mostCommon(values: readonly number[]): number {
  const counts = new Map<number, number>();
  values.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  const [best] = [...counts].sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b);
  return best?.[0] ?? -1;
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >>> 1], sorted[sorted.length >>> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
