import type { ExerciseState, HelpRequest, Setback, StudentState } from '../../../../src/protocol';
import { exerciseName, findExercise, mentionedName } from '../exercises/exercise-names';
import { excessOf } from './excess';
import type { JudgedSetback } from './long-setback';
import type { Reason } from './reason';
import { usualIn } from './usual';

/** A student as they are judged. */
export interface Subject {
  readonly student: StudentState;
  /** Their open request. */
  readonly help: HelpRequest | undefined;
  /** As many runs in a row fail as the class's level says; counts outside exercises alone. */
  readonly isStreakLong: boolean;
}

/**
 * Why a student needs somebody; undefined if nothing says so. Of what a student has called about, that comes first; else what exceeds the ordinary most.
 *
 * What is ordinary: to edit a definition and run its test until the test passes, errors included. It becomes a need when one thing fails for far longer than
 * students of this class take to get over such things, when nothing of the exercise comes right for long, or when a cell runs, waits for input, or waits for its
 * kernel for far longer than it should. Idleness is none of these (see `stalled`).
 *
 * @param exercises of the class, with what each takes it
 * @param nowMs by the server's clock
 */
export function reasonOf(subject: Subject, exercises: readonly ExerciseState[], nowMs: number): Reason | undefined {
  const { student, help } = subject;
  if (help !== undefined) {
    const { cell, notebook = null } = help;
    const exercise = cell?.exercise === undefined ? null : mentionedName(exercises, { name: cell.exercise, notebook });
    return { kind: 'help', request: help, exercise, sinceMs: Date.parse(help.since) };
  }
  const strongest = strongestSign(subject, exercises, nowMs);
  // Where nobody knows since when runs fail, their number alone counts.
  const isMuch =
    strongest !== undefined && (strongest.excess >= 1 || (strongest.reason.kind === 'failing' && student.failing === undefined));
  return isMuch ? strongest.reason : undefined;
}

/** What of a student who is there exceeds the ordinary most, or comes nearest to that. */
export function strongestSign(
  subject: Subject,
  exercises: readonly ExerciseState[],
  nowMs: number,
): { readonly reason: Reason; readonly excess: number } | undefined {
  const { status } = subject.student;
  const signs = status === 'working' || status === 'idle' ? signsOf(subject, exercises) : [];
  return signs.map(reason => ({ reason, excess: excessOf(reason, nowMs) })).toSorted((a, b) => b.excess - a.excess)[0];
}

/** Everything that would be a reason if it were more. */
function signsOf({ student, isStreakLong }: Subject, exercises: readonly ExerciseState[]): readonly Reason[] {
  const failing = isStreakLong ? failingSign(student) : undefined;
  const signs = [unreachableSign(student), runningSign(student, exercises), ...strugglingSigns(student, exercises), failing];
  return signs.filter(sign => sign !== undefined);
}

function unreachableSign({ unreachable }: StudentState): Reason | undefined {
  return unreachable && { kind: 'unreachable', notebook: unreachable.notebook, sinceMs: Date.parse(unreachable.since) };
}

function runningSign({ running }: StudentState, exercises: readonly ExerciseState[]): Reason | undefined {
  if (running === undefined) {
    return undefined;
  }
  const { exercise: name, notebook, formerly, waitsForInput } = running;
  const exercise = name === null ? undefined : findExercise(exercises, { name, notebook: formerly ?? notebook });
  return {
    kind: waitsForInput ? 'waits' : 'running',
    exercise: name === null ? null : exerciseName(exercise ?? { name }),
    sinceMs: Date.parse(running.since),
    medianRunMs: exercise?.medianRunMs ?? null,
  };
}

/** Only while something of it fails: a definition that runs and was not checked yet is work. What fails now, and the exercise as a whole. */
function strugglingSigns({ struggle, exercise: name, errorStreak }: StudentState, exercises: readonly ExerciseState[]): readonly Reason[] {
  if (struggle === undefined || name === null || (struggle.failingChecks === 0 && errorStreak === 0)) {
    return [];
  }
  const { runs, failures, failingChecks, sameError, setback } = struggle;
  const exercise = exercises.find(({ id }) => id === struggle.exercise);
  const sinceMs = Date.parse(struggle.since);
  const whole: Reason = {
    kind: 'struggling',
    exercise,
    sinceMs,
    lastMs: Date.parse(struggle.last),
    exerciseSinceMs: sinceMs,
    runs,
    failures,
    failingChecks,
    ...(sameError !== undefined && { sameError: { name: sameError.name, sinceMs: Date.parse(sameError.since), runs: sameError.runs } }),
    medianMs: exercise?.medianMs ?? null,
  };
  return setback === undefined ? [whole] : [{ ...whole, ...judged(setback, exercise, exercises) }, whole];
}

function judged(
  { since, ...setback }: Setback,
  exercise: ExerciseState | undefined,
  exercises: readonly ExerciseState[],
): { readonly sinceMs: number; readonly setback: JudgedSetback } {
  return {
    sinceMs: Date.parse(since),
    setback: { ...setback, medianRunMs: exercise?.medianRunMs ?? null, usual: usualIn(exercises) },
  };
}

function failingSign({ exercise, struggle, errorStreak, failing, lastEventAt }: StudentState): Reason | undefined {
  const since = failing?.since ?? lastEventAt;
  return (exercise !== null && struggle !== undefined) || since === null
    ? undefined
    : { kind: 'failing', streak: errorStreak, sinceMs: Date.parse(since) };
}
