import type { ExerciseStatus, Replay, ReplayedRun } from '../../../../src/protocol';

/** How many students stand how at an exercise; those who have not started are in none. */
export type ExerciseCount = Readonly<Record<ExerciseStatus, number>>;

export const NO_STUDENTS: ExerciseCount = { failing: 0, ran: 0, passed: 0 };

/** A student where they are: how they stand at that exercise; outside any, whether the newest run worked. */
export type Progress = ExerciseStatus | 'none';

/** The class at one moment of its replay. The cursor changes it in place: take what you need before the next `seek`. */
export interface ReplayMoment {
  /** By exercise. */
  readonly exercises: readonly ExerciseCount[];
  /** By student: the exercise of the newest run (-1: none yet, or outside any), and how they stand there. */
  readonly whereabouts: readonly Whereabouts[];
  /** Runs so far, and how many of them failed. */
  readonly runs: number;
  readonly errors: number;
}

export interface Whereabouts {
  readonly exercise: number;
  readonly progress: Progress;
}

const NOWHERE: Whereabouts = { exercise: -1, progress: 'none' };

/**
 * Walks through a replay: forward run by run, backward by starting over. Half a million runs take a few milliseconds, so no
 * intermediate states are kept.
 */
export class ReplayCursor {
  readonly #replay: Replay;
  #next = 0;
  #exercises: ExerciseCount[] = [];
  #whereabouts: Whereabouts[] = [];
  /** By student and exercise. */
  #progress = new Map<number, ExerciseStatus>();
  #errors = 0;

  constructor(replay: Replay) {
    this.#replay = replay;
    this.#startOver();
  }

  /** @param atMs milliseconds since the replay's beginning */
  seek(atMs: number): ReplayMoment {
    const { runs } = this.#replay;
    if (this.#next > 0 && (runs[this.#next - 1]?.[0] ?? 0) > atMs) {
      this.#startOver();
    }
    for (let run = runs[this.#next]; run !== undefined && run[0] <= atMs; run = runs[this.#next]) {
      this.#apply(run);
      this.#next += 1;
    }
    return { exercises: this.#exercises, whereabouts: this.#whereabouts, runs: this.#next, errors: this.#errors };
  }

  #startOver(): void {
    this.#next = 0;
    this.#errors = 0;
    this.#progress = new Map();
    this.#exercises = this.#replay.exercises.map(() => NO_STUDENTS);
    this.#whereabouts = this.#replay.students.map(() => NOWHERE);
  }

  #apply([, student, exercise, ok, status]: ReplayedRun): void {
    this.#errors += ok === 1 ? 0 : 1;
    const count = this.#exercises[exercise];
    if (count === undefined) {
      this.#whereabouts[student] = { exercise, progress: ok === 1 ? 'ran' : 'failing' };
      return;
    }
    const key = student * this.#exercises.length + exercise;
    const before = this.#progress.get(key);
    const after = status ?? before;
    this.#whereabouts[student] = { exercise, progress: after ?? 'none' };
    if (after !== undefined && after !== before) {
      this.#progress.set(key, after);
      const left = before === undefined ? count : { ...count, [before]: count[before] - 1 };
      this.#exercises[exercise] = { ...left, [after]: left[after] + 1 };
    }
  }
}
