import type { ExerciseState, HelpRequest, StudentState } from '../../../../src/protocol';
import { excessOf } from './excess';
import type { Reason } from './reason';

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
 * What is ordinary: to edit a definition and run its test until the test passes, errors included. It becomes a need when what is tried keeps failing for far
 * longer than the exercise took the class, when nothing of the exercise comes right for long, when the same error is kept, or when a cell runs, waits for input,
 * or waits for its kernel for far longer than it should. Idleness is none of these (see `stalled`).
 *
 * @param exercises of the class, with what each takes it
 * @param nowMs by the server's clock
 */
export function reasonOf(subject: Subject, exercises: readonly ExerciseState[], nowMs: number): Reason | undefined {
  const { student, help } = subject;
  if (help !== undefined) {
    return { kind: 'help', request: help, sinceMs: Date.parse(help.since) };
  }
  if (student.status !== 'working' && student.status !== 'idle') {
    return undefined;
  }
  const rated = signsOf(subject, exercises)
    .map(reason => ({ reason, excess: excessOf(reason, nowMs) }))
    // Where nobody knows since when runs fail, their number alone counts.
    .filter(({ reason, excess }) => excess >= 1 || (reason.kind === 'failing' && student.failing === undefined));
  return rated.toSorted((a, b) => b.excess - a.excess)[0]?.reason;
}

/** Everything that would be a reason if it were more. */
function signsOf({ student, isStreakLong }: Subject, exercises: readonly ExerciseState[]): readonly Reason[] {
  const failing = isStreakLong ? failingSign(student) : undefined;
  const signs = [unreachableSign(student), runningSign(student, exercises), strugglingSign(student, exercises), failing];
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
  const exercise = exerciseOfRun(exercises, name, formerly ?? notebook);
  return {
    kind: waitsForInput ? 'waits' : 'running',
    exercise: exercise?.title ?? name,
    sinceMs: Date.parse(running.since),
    medianRunMs: exercise?.medianRunMs ?? null,
  };
}

/** Only while something of it fails: a definition that runs and was not checked yet is work. */
function strugglingSign(
  { struggle, exercise: name, errorStreak, failing }: StudentState,
  exercises: readonly ExerciseState[],
): Reason | undefined {
  if (struggle === undefined || name === null || (struggle.failingChecks === 0 && errorStreak === 0)) {
    return undefined;
  }
  const { runs, failures, failingChecks, sameError } = struggle;
  const exercise = exercises.find(({ id }) => id === struggle.exercise);
  return {
    kind: 'struggling',
    exercise,
    sinceMs: Date.parse(struggle.since),
    runs,
    failures,
    failingChecks,
    ...(sameError !== undefined && { sameError: { name: sameError.name, sinceMs: Date.parse(sameError.since), runs: sameError.runs } }),
    ...(failing !== undefined && { streak: { failures: errorStreak, sinceMs: Date.parse(failing.since) } }),
    medianMs: exercise?.medianMs ?? null,
  };
}

function failingSign({ exercise, struggle, errorStreak, failing, lastEventAt }: StudentState): Reason | undefined {
  const since = failing?.since ?? lastEventAt;
  return (exercise !== null && struggle !== undefined) || since === null
    ? undefined
    : { kind: 'failing', streak: errorStreak, sinceMs: Date.parse(since) };
}

/** Two notebooks may each have an exercise of that name. @param path of the notebook: an exercise has the file's name alone */
function exerciseOfRun(exercises: readonly ExerciseState[], name: string | null, path: string): ExerciseState | undefined {
  const named = name === null ? [] : exercises.filter(exercise => exercise.name === name);
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  return named.find(({ notebook }) => notebook === fileName) ?? (named.length === 1 ? named[0] : undefined);
}
