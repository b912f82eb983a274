import type { HintEffect } from '../../../../../src/protocol';
import { toTimestamp } from '../../../platform/clock';
import type { ExerciseKey } from '../exercises/exercise-identity';
import type { ExerciseWork } from '../work/exercise-work';
import { statusOf, type Yardstick } from '../work/standing';
import type { KnownMessage, Recipient } from './message-record';

/** What tells whether a hint helped: everybody's work, and what each exercise is measured by. */
export interface HintMeasure {
  readonly workOf: (studentId: string, exercise: ExerciseKey) => ExerciseWork | undefined;
  readonly yardstickOf: (exercise: ExerciseKey) => Yardstick;
}

/** How long after they were shown it a success is put down to a hint. */
const EFFECT_MS = 600_000;

interface Judged {
  readonly work: ExerciseWork;
  readonly version: number;
  readonly yardstick: Yardstick;
  readonly hasPassed: boolean;
}

/** What was worked out of each recipient's runs: good until they run again. */
const judged = new WeakMap<Recipient, Judged>();

/** What came of a hint, as far as the record tells now; undefined while nobody is known to have been shown it. */
export function effectOf({ sent, recipients }: KnownMessage, measure: HintMeasure): HintEffect | undefined {
  let [shown, passed, lastMs] = [0, 0, 0];
  for (const [studentId, recipient] of recipients) {
    const { isAddressed, shownAtMs, exercise } = recipient;
    if (isAddressed && shownAtMs !== undefined && exercise !== undefined) {
      shown += 1;
      passed += Number(hasPassed(recipient, measure.workOf(studentId, exercise), measure.yardstickOf(exercise), sent.atMs));
      lastMs = Math.max(lastMs, shownAtMs);
    }
  }
  return shown === 0 ? undefined : { shown, passed, until: toTimestamp(lastMs + EFFECT_MS) };
}

/** The page of who was shown it says so with its next report: what they do in between counts as well. */
function hasPassed(recipient: Recipient, work: ExerciseWork | undefined, yardstick: Yardstick, sentAtMs: number): boolean {
  if (work === undefined) {
    return false;
  }
  const known = judged.get(recipient);
  if (known?.work === work && known.version === work.version && known.yardstick === yardstick) {
    return known.hasPassed;
  }
  const { check, shownAtMs = 0 } = recipient;
  const span = { fromMs: sentAtMs, untilMs: shownAtMs + EFFECT_MS };
  const outcome = check === undefined ? passesWithin(work, yardstick, span) : passesCheckWithin(work, check, span);
  judged.set(recipient, { work, version: work.version, yardstick, hasPassed: outcome });
  return outcome;
}

interface Span {
  /** Milliseconds since the epoch; the end is within it. */
  readonly fromMs: number;
  readonly untilMs: number;
}

const isWithin = (timeMs: number, { fromMs, untilMs }: Span): boolean => timeMs > fromMs && timeMs <= untilMs;

function passesCheckWithin({ log }: ExerciseWork, check: string, span: Span): boolean {
  return log.moments.some(({ timeMs, checks }) => isWithin(timeMs, span) && checks.some(([name, ok]) => ok && name === check));
}

/** Whether the exercise was passed after one of these runs, though it may have failed since. */
function passesWithin({ log }: ExerciseWork, { checks, runningCounts }: Yardstick, span: Span): boolean {
  if (checks.length === 0) {
    return log.moments.some(({ timeMs, own }) => own === true && isWithin(timeMs, span));
  }
  let ownOk: boolean | undefined;
  const outcomes = new Map<string, boolean>();
  for (const { timeMs, own, checks: told } of log.moments) {
    ownOk = own ?? ownOk;
    told.forEach(([name, ok]) => outcomes.set(name, ok));
    const status = statusOf(
      ownOk,
      checks.map(name => outcomes.get(name)),
      runningCounts,
    );
    if (status === 'passed' && isWithin(timeMs, span)) {
      return true;
    }
  }
  return false;
}
