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
  const judged = exercises.filter(({ setbacks }) => setbacks !== undefined);
  const told = judged.flatMap(({ setbacks }) => setbacks ?? []);
  const started = judged.reduce((sum, exercise) => sum + exercise.started, 0);
  const count = told.reduce((sum, setbacks) => sum + setbacks.count, 0);
  return {
    setbackMs: centreOf(
      FIRST_GUESS.setbackMs,
      told.map(setbacks => [setbacks.count, setbacks.medianMs]),
    ),
    tryMs: centreOf(
      FIRST_GUESS.tryMs,
      told.map(setbacks => [setbacks.count, setbacks.medianTryMs]),
    ),
    setbacks: (count + GUESS_STARTS * FIRST_GUESS.setbacks) / (started + GUESS_STARTS),
  };
}

/** The geometric mean, as times spread by factors: of the guess, and of what is known. */
function centreOf(guessMs: number, medians: readonly (readonly [weight: number, ms: number | null])[]): number {
  let [sum, weights] = [GUESS_COUNTS * Math.log(guessMs), GUESS_COUNTS];
  for (const [weight, ms] of medians) {
    if (ms !== null) {
      sum += weight * Math.log(Math.max(1, ms));
      weights += weight;
    }
  }
  return Math.exp(sum / weights);
}
