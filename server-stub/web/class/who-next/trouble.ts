import type { ErrorGroup, ExerciseState, Visit } from '../../../../src/protocol';
import { exerciseName } from '../exercises/exercise-names';
import { throughWith } from '../exercises/exercise-results';
import type { Entry } from '../model/entry';
import { exerciseAt } from '../model/whereabouts';
import type { Reason } from '../need/reason';
import { reasonOf } from '../need/reason-of';
import { isMutedBy, newsOf } from '../need/visited';
import { failingCheckOf } from './failing-check';
import type { Trouble } from './need';

/** No activity for this long, where most of the class is further on, is more than a pause. */
const STALLED_MS = 6 * 60_000;

/** What "most of the class" is. */
const MOST = 0.5;

/** How the class stands at each exercise now. */
export interface ClassProgress {
  readonly exercises: readonly ExerciseState[];
  readonly errors: readonly ErrorGroup[];
  /** Students who have ever begun. */
  readonly begun: number;
}

/** Why a student needs help; undefined if nothing suggests it, or whoever was there found them not stuck and nothing considerable has come since. */
export function troubleOf(entry: Entry, teamVisit: Visit | undefined, progress: ClassProgress, nowMs: number): Trouble | undefined {
  const { student, help, condition } = entry;
  const reason =
    reasonOf({ student, help, isStreakLong: condition === 'stuck' }, progress.exercises, nowMs) ?? stalledReason(entry, progress, nowMs);
  const isMuted = reason === undefined || [student.visit, teamVisit].some(visit => isMutedBy(visit, student, reason, nowMs));
  return isMuted ? undefined : { entry, reason, check: failingCheckOf(student, progress.errors), newsMs: newsOf(student, reason) };
}

function stalledReason({ student, condition }: Entry, progress: ClassProgress, nowMs: number): Reason | undefined {
  const sinceMs = timeOf(student.lastEventAt ?? undefined, nowMs);
  const isIdle = condition === 'idle' || (condition === 'stuck' && student.status === 'idle');
  const ahead = !isIdle || nowMs - sinceMs < STALLED_MS ? undefined : firstLeftBehind(student, progress);
  return ahead && { kind: 'stalled', exercise: exerciseName(ahead), share: throughWith(ahead) / progress.begun, sinceMs };
}

/**
 * The first exercise that most of the class has done and the student has not reached, or keeps failing. Only known for named exercises:
 * a student's state does not say which of the others they are at. Where anything is checked, the rest is no milestone.
 */
function firstLeftBehind(student: Entry['student'], { exercises, begun }: ClassProgress): ExerciseState | undefined {
  const { struggle, runs, errorStreak } = student;
  const hereId = struggle?.exercise ?? exerciseAt(student, exercises)?.id;
  const here = exercises.findIndex(({ id }) => id === hereId);
  if (begun === 0 || (here < 0 && runs > 0)) {
    return undefined;
  }
  const from = errorStreak > 0 ? Math.max(0, here) : here + 1;
  const hasChecks = exercises.some(({ isChecked }) => isChecked);
  const next = exercises.slice(from).find(({ isChecked }) => isChecked || !hasChecks);
  return next !== undefined && throughWith(next) >= begun * MOST ? next : undefined;
}

function timeOf(timestamp: string | undefined, nowMs: number): number {
  return timestamp === undefined ? nowMs : Date.parse(timestamp);
}
