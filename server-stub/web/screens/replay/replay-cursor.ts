import type { Replay } from '../../../../src/protocol';

/** A student at an exercise, as the newest run until then left it. */
export type Progress = 'none' | 'failing' | 'done';

export interface ExerciseCount {
  readonly done: number;
  readonly failing: number;
}

/** The class at one moment of its replay. The cursor changes it in place: take what you need before the next `seek`. */
export interface ReplayMoment {
  /** By exercise. */
  readonly exercises: readonly ExerciseCount[];
  /** By student: the exercise of the newest run (-1: none yet, or outside any), and whether that run worked. */
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
  #progress = new Map<number, Progress>();
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
      this.#apply(run[1], run[2], run[3] === 1);
      this.#next += 1;
    }
    return { exercises: this.#exercises, whereabouts: this.#whereabouts, runs: this.#next, errors: this.#errors };
  }

  #startOver(): void {
    this.#next = 0;
    this.#errors = 0;
    this.#progress = new Map();
    this.#exercises = this.#replay.exercises.map(() => ({ done: 0, failing: 0 }));
    this.#whereabouts = this.#replay.students.map(() => NOWHERE);
  }

  #apply(student: number, exercise: number, ok: boolean): void {
    const progress = ok ? 'done' : 'failing';
    this.#errors += ok ? 0 : 1;
    this.#whereabouts[student] = { exercise, progress };
    const count = this.#exercises[exercise];
    if (count === undefined) {
      return;
    }
    const key = student * this.#exercises.length + exercise;
    const before = this.#progress.get(key) ?? 'none';
    if (before !== progress) {
      this.#progress.set(key, progress);
      this.#exercises[exercise] = {
        done: count.done + Number(progress === 'done') - Number(before === 'done'),
        failing: count.failing + Number(progress === 'failing') - Number(before === 'failing'),
      };
    }
  }
}
