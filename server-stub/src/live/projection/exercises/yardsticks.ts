import type { CoursePlan } from '../../../../../src/protocol';
import type { ExerciseWork } from '../work/exercise-work';
import { type Headway, headwayOf } from '../work/headway';
import { type Standing, standingOf, type Yardstick } from '../work/standing';
import type { ExerciseBoard } from './exercise-board';
import type { ExerciseKey } from './exercise-identity';
import { KnownPlan } from './known-plan';

/** What was worked out of a student's work, good until it changes. */
interface Measured {
  readonly version: number;
  readonly yardstick: Yardstick;
  readonly standing: Standing | undefined;
  headway?: { readonly sinceMs: number; readonly headway: Headway };
}

/** What a class's exercises are measured by, as its plan says or else its students tell; and how students stand by that. */
export class Yardsticks {
  readonly #known = new Map<ExerciseKey, Yardstick>();
  readonly #measured = new WeakMap<ExerciseWork, Measured>();
  #plan = new KnownPlan();
  #measuredAnew = new Set<string>();

  constructor(private readonly board: ExerciseBoard) {}

  get plan(): KnownPlan {
    return this.#plan;
  }

  /** @returns the exercises of which that may say something else than before */
  usePlan(plan?: CoursePlan): Set<ExerciseKey> {
    if (plan === this.#plan.plan || (plan === undefined && this.#plan.isEmpty)) {
      return new Set();
    }
    const before = this.#plan;
    this.#plan = new KnownPlan(plan);
    return new Set([...before.keys(), ...this.#plan.keys(), ...this.board.keys()]);
  }

  /** The same object as long as it is the same. */
  of(key: ExerciseKey): Yardstick {
    const checks = this.#plan.get(key)?.checks ?? this.board.checksOf(key);
    const runningCounts = this.#plan.doesRunningCount(key);
    const known = this.#known.get(key);
    if (known !== undefined && known.runningCounts === runningCounts && isSameList(known.checks, checks)) {
      return known;
    }
    const yardstick = { checks, runningCounts };
    this.#known.set(key, yardstick);
    if (known !== undefined) {
      this.noteMeasuredAnew(this.board.worksAt(key).keys());
    }
    return yardstick;
  }

  /** Nobody works at it any more. */
  forget(key: ExerciseKey): void {
    this.#known.delete(key);
  }

  /** How a student stands by it; undefined for who has not started. */
  standingOf(work: ExerciseWork, yardstick: Yardstick): Standing | undefined {
    return this.#measure(work, yardstick).standing;
  }

  /** How a student gets on by it, by their runs from then on. */
  headwayOf(work: ExerciseWork, yardstick: Yardstick, sinceMs: number): Headway {
    const measured = this.#measure(work, yardstick);
    if (measured.headway?.sinceMs !== sinceMs) {
      measured.headway = { sinceMs, headway: headwayOf(work, yardstick, measured.standing, sinceMs) };
    }
    return measured.headway.headway;
  }

  noteMeasuredAnew(studentIds: Iterable<string>): void {
    for (const studentId of studentIds) {
      this.#measuredAnew.add(studentId);
    }
  }

  /** Students to whom it has changed since the last call, though they may have done nothing. */
  takeMeasuredAnew(): ReadonlySet<string> {
    const students = this.#measuredAnew;
    this.#measuredAnew = new Set();
    return students;
  }

  #measure(work: ExerciseWork, yardstick: Yardstick): Measured {
    const known = this.#measured.get(work);
    if (known !== undefined && known.version === work.version && known.yardstick === yardstick) {
      return known;
    }
    const measured = { version: work.version, yardstick, standing: standingOf(work, yardstick) };
    this.#measured.set(work, measured);
    return measured;
  }
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((word, index) => word === other[index]));
}
