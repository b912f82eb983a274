import type { Usual } from './usual';

/** A setback as it is judged. Times in milliseconds. */
export interface JudgedSetback {
  readonly kind: 'error' | 'check';
  readonly tries: number;
  /** From one try to the next; undefined with one alone. */
  readonly tryMs?: number | undefined;
  /** Of the errors of the tries: how many were the same as the newest, and how many different ones there were. */
  readonly sameError?: number | undefined;
  readonly errors?: number | undefined;
  /** How long a run of the exercise takes the class; null where nobody knows. */
  readonly medianRunMs: number | null;
  readonly usual: Usual;
}

/**
 * From when on a setback is longer than students get over by themselves: so many times what is usual in this class.
 *
 * The numbers are a logistic regression of "is stuck" on what the screens know, divided by its weight of the logarithm of time, so that each says by how much
 * sooner or later somebody should go. It was fitted to 60 simulated classes (seeds 1 to 60 of `npm run bench:need -- --tuning`) and rounded; docs/need.md
 * has what each is worth.
 */
const LONG = {
  /** A try that failed once is bad luck. */
  tries: 2,
  /** Times the class's usual setback. The one number that trades false alarms against delay: 11 finds sooner, 15 is right more often. */
  times: 13,
  /** What computes for long takes long without anybody being at fault: of each exercise's runs so many count to what is usual. */
  runs: 1.5,
  /** Errors are over sooner than wrong answers, as they say what is wrong. */
  error: 0.55,
  /** For each time that the same error came again: nothing of what was tried changed it (Jadud, ICER 2006; Becker, ITiCSE 2016). */
  sameError: 0.85,
  maxSameErrors: 6,
  /** For each other error: something changes, which is progress. */
  otherError: 1.5,
  maxOtherErrors: 5,
  /** Who thinks for longer over each try than is usual knows less what to try: by this power of how much longer. */
  pace: -2 / 3,
  /** Who has stopped trying for longer than this while it fails: by this power of how much longer. */
  silenceMs: 90_000,
  silence: -0.85,
  /** Where setbacks are twice as many, half as large a share of them is one that somebody is stuck by: Bayes' rule, and the weight of time. */
  setbacks: 0.6,
} as const;

/** Shorter is no pace. */
const MIN_TRY_MS = 10_000;

/** @param silentMs since the newest run of the exercise @returns milliseconds; infinite while it may be bad luck */
export function longSetbackMs(setback: JudgedSetback, silentMs: number): number {
  if (setback.tries < LONG.tries) {
    return Number.POSITIVE_INFINITY;
  }
  const silence = Math.max(1, silentMs / LONG.silenceMs) ** LONG.silence;
  return plainlyLongMs(setback) * errorFactor(setback) * paceFactor(setback) * silence;
}

/** What is long if nothing is known but that it lasts. */
export function plainlyLongMs({ usual, medianRunMs }: Pick<JudgedSetback, 'usual' | 'medianRunMs'>): number {
  return LONG.times * (usual.setbackMs + LONG.runs * (medianRunMs ?? 0)) * usual.setbacks ** LONG.setbacks;
}

function errorFactor({ kind, sameError = 1, errors = 1 }: JudgedSetback): number {
  const [again, others] = [Math.min(sameError - 1, LONG.maxSameErrors), Math.min(errors - 1, LONG.maxOtherErrors)];
  return kind === 'error' ? LONG.error * LONG.sameError ** again * LONG.otherError ** others : 1;
}

function paceFactor({ tryMs, usual }: JudgedSetback): number {
  return tryMs === undefined ? 1 : (Math.max(tryMs, MIN_TRY_MS) / usual.tryMs) ** LONG.pace;
}
