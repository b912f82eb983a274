import type { ExerciseState } from '../../../../src/protocol';

/** What is usual in a class: against it a student is judged. Times in milliseconds. */
export interface Usual {
  /** How long a setback lasts until it is overcome. */
  readonly setbackMs: number;
  /** From one try to the next. */
  readonly tryMs: number;
  /** How many setbacks come with an exercise that a student begins. */
  readonly setbacks: number;
}

/**
 * What is taken of a class before it has shown what it is like, and how much that counts: as so many setbacks, or exercises begun. The values are those of an
 * ordinary class on the tuning seeds of `npm run bench:need`; after some twenty setbacks, in a class of 30 within minutes, its own count for more.
 */
const FIRST_GUESS: Usual = { setbackMs: 50_000, tryMs: 45_000, setbacks: 1 };
const GUESS_COUNTS = 15;
const GUESS_STARTS = 20;

const known = new WeakMap<readonly ExerciseState[], Usual>();

/** @param exercises of the class; the same list is read once */
export function usualIn(exercises: readonly ExerciseState[]): Usual {
  const before = known.get(exercises);
  if (before !== undefined) {
    return before;
  }
  const usual = readUsual(exercises);
  known.set(exercises, usual);
  return usual;
}

function readUsual(exercises: readonly ExerciseState[]): Usual {
  const told = exercises.flatMap(({ setbacks }) => setbacks ?? []);
  const started = exercises.reduce((sum, exercise) => sum + exercise.started, 0);
  const count = told.reduce((sum, setbacks) => sum + setbacks.count, 0);
  const tries = told.flatMap(setbacks => (setbacks.medianTryMs === null ? [] : [[setbacks.count, setbacks.medianTryMs] as const]));
  return {
    setbackMs: centreOf([[GUESS_COUNTS, FIRST_GUESS.setbackMs], ...told.map(setbacks => [setbacks.count, setbacks.medianMs] as const)]),
    tryMs: centreOf([[GUESS_COUNTS, FIRST_GUESS.tryMs], ...tries]),
    setbacks: (count + GUESS_STARTS * FIRST_GUESS.setbacks) / (started + GUESS_STARTS),
  };
}

/** The geometric mean: times spread by factors. */
function centreOf(medians: readonly (readonly [weight: number, ms: number])[]): number {
  const weights = medians.reduce((sum, [weight]) => sum + weight, 0);
  return Math.exp(medians.reduce((sum, [weight, ms]) => sum + weight * Math.log(Math.max(1, ms)), 0) / weights);
}
