import type { ExportedEvent } from './export';

/**
 * An exercise as the class works on it: a cell with an author's name (`cell.exercise`), or, in notebooks without such names, a cell
 * that several students have under one notebook name and cell id.
 */
export interface ExerciseState {
  /** Stable as long as the class lasts; of no other meaning. */
  readonly id: string;
  /** The author's bare name, or the notebook and the place of the cell in it. Two notebooks may each have an exercise of one name. */
  readonly name: string;
  /** What to show instead, where the class's uploaded notebook or its instructor says: the heading above the exercise, or a new name. */
  readonly title?: string;
  readonly notebook: string;
  /** Where most students have it in the notebook, from 0. */
  readonly index: number;
  /** Its place among all exercises of the class, from 1; told where some of them are left out, so that it keeps the number that it has for everybody. */
  readonly number?: number;
  /** Whether anything tells right from wrong here: without it nobody ever passes, unless `runningCounts`. */
  readonly isChecked: boolean;
  /** The class says that a run that works is enough. */
  readonly runningCounts?: true;
  /** Students with a run of it that counts, or a result of one of its checks: `ran`, `passed` and `failing` together. */
  readonly started: number;
  readonly ran: number;
  readonly passed: number;
  readonly failing: number;
  /** How many of those failing have not run it in the class's session; absent for none. */
  readonly failingBefore?: number;
  /** Students whose newest run of all was of it. */
  readonly here: number;
  /** Of those who have passed (where it has no check: run without an error): runs up to then, and milliseconds from the first run to then. */
  readonly medianAttempts: number | null;
  readonly medianMs: number | null;
  /** How long a run of it takes, in milliseconds: the median over students of each one's newest. Null where nobody ran it to its end. */
  readonly medianRunMs: number | null;
  /** What students failed by here and got over; absent where the cell has no author's name: nobody is judged there. */
  readonly setbacks?: SetbacksOvercome;
}

/**
 * The exercises of a class that a screen which a room sees may show, each with its number among all of them. Field by field, so that whatever the class comes
 * to tell of its exercises besides stays in.
 */
export function letOutExercises(all: readonly ExerciseState[], mayBeSeen: (state: ExerciseState) => boolean): ExerciseState[] {
  return all.flatMap((state, place) => (mayBeSeen(state) ? [letOutExercise(state, state.number ?? place + 1)] : []));
}

function letOutExercise(state: ExerciseState, number: number): ExerciseState {
  const { id, name, title, notebook, index, isChecked, runningCounts, started, ran, passed, failing, here } = state;
  const { failingBefore, medianAttempts, medianMs, medianRunMs } = state;
  return {
    id,
    name,
    ...(title !== undefined && { title }),
    notebook,
    index,
    number,
    isChecked,
    ...(runningCounts === true && { runningCounts }),
    started,
    ran,
    passed,
    failing,
    ...(failingBefore !== undefined && { failingBefore }),
    here,
    medianAttempts,
    medianMs,
    medianRunMs,
  };
}

/** The setbacks of a class at one exercise that are over (`Setback`), each student's newest few hundred runs. */
interface SetbacksOvercome {
  readonly count: number;
  /** How long they lasted, in milliseconds; null without any. */
  readonly medianMs: number | null;
  /** From one try to the next, in those with more than one, in milliseconds; null where none had. */
  readonly medianTryMs: number | null;
}

/**
 * How a student stands at an exercise:
 * - `failing`: the newest result of one of its checks, or its own cell's newest run that counts, failed
 * - `passed`: every check's newest result is ok; without checks only where the class says that running counts
 * - `ran`: neither
 */
export type ExerciseStatus = 'failing' | 'ran' | 'passed';

/** One student at one exercise. */
export interface ExerciseProgress {
  /** Index into the matrix's `exercises`. */
  readonly exercise: number;
  readonly status: ExerciseStatus;
  readonly attempts: number;
  readonly errors: number;
  /** RFC 3339, corrected for the student's clock. */
  readonly firstAt: string;
  readonly lastAt: string;
  /** With `passed`: since when. */
  readonly passedAt: string | null;
  /** Checks that fail now, by their names; absent where none does. */
  readonly failingChecks?: readonly string[];
}

/** `GET /classes/{id}/exercises`: students × exercises. */
export interface ExerciseMatrix {
  readonly asOf: string;
  /** In the order of the notebooks and of the cells in them. */
  readonly exercises: readonly ExerciseState[];
  readonly students: readonly { readonly studentId: string; readonly progress: readonly ExerciseProgress[] }[];
}

/**
 * The same error across the class: students whose newest run of an exercise failed with the same error, its message normalised (names,
 * numbers, quoted text and paths left out). A student leaves the group when a run of that exercise works.
 */
export interface ErrorGroup {
  readonly id: string;
  /** `check`: the students for whom one check of an exercise fails, which is no group of errors then. */
  readonly kind: 'error' | 'check';
  /** With `check`: its name. */
  readonly check?: string;
  /** `ExerciseState.id`; null outside any exercise. */
  readonly exercise: string | null;
  /** What to show of where: the exercise's title, else its name; outside any the notebook. */
  readonly place: string;
  /** Empty where the failing check said nothing. */
  readonly errorName: string;
  /** Normalised. */
  readonly message: string;
  /** One message as a student had it, without what names anybody. */
  readonly example: string;
  /** Who has it now. */
  readonly studentIds: readonly string[];
  /** How many different teams those are in. */
  readonly teams: number;
  /** How many had it at any time, those who have it now included. */
  readonly ever: number;
  /** RFC 3339. */
  readonly firstAt: string;
  readonly lastAt: string;
}

/** `GET /classes/{id}/students/{studentId}/timeline?before=CURSOR&limit=N` (1 to 500; 100 unless told): what a student did, newest first. */
export interface StudentTimeline {
  /** `time` is corrected for the student's clock. */
  readonly events: readonly ExportedEvent[];
  /** For the next, older page; null at the beginning. */
  readonly before: string | null;
}

/** One run of a class, for its replay: milliseconds since `Replay.fromMs`, index of the student, index of the exercise (-1: none), and the student's
 * status there from then on (`null` outside any exercise, and after a run that changes nothing there). One that checks several exercises is told
 * again for each of the others that stands otherwise with it. */
export type ReplayedRun = readonly [atMs: number, student: number, exercise: number, ok: 0 | 1, status: ExerciseStatus | null];

/**
 * `GET /classes/{id}/replay`: every run of the class by corrected time. With `?session=ID` those of one session: how somebody stands with a run is told by
 * all that went before it, and who ran nothing in it is told nothing of.
 */
export interface Replay {
  /** Milliseconds since the epoch. */
  readonly fromMs: number;
  readonly toMs: number;
  /** How many older runs are left out, because there are more than one answer holds. */
  readonly omitted?: number;
  /** Of which session, where one was asked for. */
  readonly session?: string;
  readonly students: readonly string[];
  readonly exercises: readonly ExerciseState[];
  readonly runs: readonly ReplayedRun[];
}
