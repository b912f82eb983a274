import type { ExerciseState } from '../../../../src/protocol';
import type { Entry } from '../../class/model/entry';
import type { Reason, Trouble } from './need';

/** No activity for this long, where most of the class is further on, is more than a pause. */
const STALLED_MS = 6 * 60_000;

/** What "most of the class" is. */
const MOST = 0.5;

/** How many of the class have done each exercise, as the class stands now. */
export interface ClassProgress {
  readonly exercises: readonly ExerciseState[];
  /** Students who have begun. */
  readonly begun: number;
}

/** Why a student needs help; undefined if nothing suggests it. */
export function troubleOf(entry: Entry, progress: ClassProgress, nowMs: number): Trouble | undefined {
  const { student, condition, help } = entry;
  if (help !== undefined) {
    return makeTrouble(entry, { kind: 'help', request: help, sinceMs: Date.parse(help.since) }, help.since);
  }
  if (condition === 'stuck') {
    const { since, last } = student.failing ?? {};
    const reason = { kind: 'failing', streak: student.errorStreak, sinceMs: timeOf(since, nowMs) } as const;
    return makeTrouble(entry, reason, last ?? student.lastEventAt);
  }
  const stalled = condition === 'idle' ? stalledReason(entry, progress, nowMs) : undefined;
  return stalled && makeTrouble(entry, stalled, student.lastEventAt);
}

function makeTrouble(entry: Entry, reason: Reason, newsAt: string | null): Trouble {
  return { entry, reason, newsMs: newsAt === null ? 0 : Date.parse(newsAt) };
}

function stalledReason({ student }: Entry, progress: ClassProgress, nowMs: number): Reason | undefined {
  const sinceMs = timeOf(student.lastEventAt ?? undefined, nowMs);
  const ahead = nowMs - sinceMs < STALLED_MS ? undefined : firstLeftBehind(student, progress);
  return ahead && { kind: 'stalled', exercise: ahead.name, share: ahead.done / progress.begun, sinceMs };
}

/**
 * The first exercise that most of the class has done and the student has not reached, or keeps failing. Only known for named exercises:
 * a student's state does not say which of the others they are at.
 */
function firstLeftBehind(
  { exercise, runs, errorStreak }: Entry['student'],
  { exercises, begun }: ClassProgress,
): ExerciseState | undefined {
  const here = exercises.findIndex(({ name }) => name === exercise);
  if (begun === 0 || (here < 0 && runs > 0)) {
    return undefined;
  }
  const next = exercises[errorStreak > 0 ? Math.max(0, here) : here + 1];
  return next !== undefined && next.done >= begun * MOST ? next : undefined;
}

function timeOf(timestamp: string | undefined, nowMs: number): number {
  return timestamp === undefined ? nowMs : Date.parse(timestamp);
}
