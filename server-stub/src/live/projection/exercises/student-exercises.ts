import { Newest, type NewestValue, type OrderKey } from '../events/corrected-time';
import type { ExerciseWork, ExerciseWorkValue, WorkedRun } from '../work/exercise-work';
import type { ExerciseKey } from './exercise-identity';

/** A student's exercises as a snapshot holds them; the one used longest ago is first. */
export interface StudentExercisesValue {
  readonly here: NewestValue<ExerciseKey | null>;
  readonly works: readonly (readonly [key: ExerciseKey, work: ExerciseWorkValue])[];
}

/** More than a course ever needs; they bound what a hostile client can make the server remember. Moments and outcomes of checks count alike. */
const MAX_WORKS = 500;
const MAX_CHECKS = 1500;
const MAX_LOGGED = 12_000;
/** What is left of the moments of an exercise that has not been worked at for long, and how many are left in all. */
const LEFT_MOMENTS = 8;
const LEFT_LOGGED = 10_000;

/** What one student works at. */
export class StudentExercises {
  /** What the newest run of all was of. */
  readonly here = new Newest<ExerciseKey | null>();
  readonly #works = new Map<ExerciseKey, ExerciseWork>();
  #newest: { readonly key: ExerciseKey; readonly work: ExerciseWork } | undefined;
  #logged = 0;
  #checks = 0;

  get works(): ReadonlyMap<ExerciseKey, ExerciseWork> {
    return this.#works;
  }

  /** A map keeps the order of insertion, and every use inserts anew. Undefined for what they have not worked at yet. */
  use(key: ExerciseKey): ExerciseWork | undefined {
    if (this.#newest?.key === key) {
      return this.#newest.work;
    }
    const work = this.#works.get(key);
    if (work !== undefined) {
      this.#works.delete(key);
      this.#keep(key, work);
    }
    return work;
  }

  /** Takes up what they have not worked at yet. */
  take(key: ExerciseKey, work: ExerciseWork): void {
    this.#keep(key, work);
    this.#logged += work.log.size;
    this.#checks += work.checks.size;
  }

  /** @returns what is more than is remembered, never the one in use: the caller forgets it */
  add(work: ExerciseWork, run: WorkedRun, order: OrderKey): readonly ExerciseKey[] {
    const before = work.checks.size;
    this.#logged += work.add(run, order);
    this.#checks += work.checks.size - before;
    if (this.#logged > MAX_LOGGED) {
      this.#trim();
    }
    return this.#works.size > MAX_WORKS || this.#checks > MAX_CHECKS ? this.#excess() : [];
  }

  forget(key: ExerciseKey): void {
    const work = this.#works.get(key);
    this.#logged -= work?.log.size ?? 0;
    this.#checks -= work?.checks.size ?? 0;
    this.#works.delete(key);
    this.#newest = undefined;
  }

  #keep(key: ExerciseKey, work: ExerciseWork): void {
    this.#works.set(key, work);
    this.#newest = { key, work };
  }

  /** Those used longest ago go first. */
  #excess(): ExerciseKey[] {
    const excess: ExerciseKey[] = [];
    let [works, checks] = [this.#works.size, this.#checks];
    for (const [key, work] of this.#works) {
      if (works <= 1 || (works <= MAX_WORKS && checks <= MAX_CHECKS)) {
        break;
      }
      works -= 1;
      checks -= work.checks.size;
      excess.push(key);
    }
    return excess;
  }

  #trim(): void {
    for (const { log } of this.#works.values()) {
      if (this.#logged <= LEFT_LOGGED) {
        return;
      }
      this.#logged -= log.trim(LEFT_MOMENTS);
    }
  }
}
