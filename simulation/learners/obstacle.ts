import type { CellError } from '../../src/protocol';
import type { SeededRandom } from '../virtual/seeded-random';
import type { Exercise } from './course';
import { drawExponential, drawLogNormal, drawWeighted, happens } from './dice';
import type { ObstacleKind } from './happening';
import type { Learner } from './learner';

/** Something that a student has to find out before they get on. */
export interface Obstacle {
  readonly kind: ObstacleKind;
  /** Beyond them: they need somebody. This is what the bench calls stuck. */
  readonly isImpasse: boolean;
  /** How long it holds them unless somebody comes, in milliseconds from its first sign. */
  readonly holdsMs: number;
  /** The error that it shows as, with `error`. */
  readonly error: CellError;
  /** How often it shows as the same error again. */
  readonly sameness: number;
}

export const ERRORS: readonly [CellError, ...CellError[]] = [
  { name: 'NameError', message: "name 'totl' is not defined" },
  { name: 'TypeError', message: "unsupported operand type(s) for +: 'int' and 'str'" },
  { name: 'IndexError', message: 'list index out of range' },
  { name: 'SyntaxError', message: "expected ':' (line 3)" },
  { name: 'ZeroDivisionError', message: 'division by zero' },
  { name: 'IndentationError', message: 'unexpected indent (line 2)' },
];

export const drawError = (random: SeededRandom): CellError => random.pick(ERRORS);

/** A slip takes minutes, and now and then as long as an impasse. */
export const SLIP = { medianMs: 45_000, sigma: 0.8 };
/** An impasse lasts until the bell, until a neighbour helps, or until the student leaves it alone. */
export const IMPASSE = { medianMs: 17 * 60_000, sigma: 0.5, leastMs: 6 * 60_000 };

/**
 * What is in the way at one exercise, in its order. Whether it is an impasse is decided here, before anything of it shows, and by nothing that shows.
 *
 * Experts who watched classes stepped in for logic errors and missing parts above all, most of which raise no exception; hence the weights of impasses.
 */
export function drawObstacles(learner: Learner, exercise: Exercise, random: SeededRandom): readonly Obstacle[] {
  const slips: Obstacle[] = [];
  for (let left = drawExponential(random, 1); left < learner.slips; left += drawExponential(random, 1)) {
    slips.push(drawSlip(exercise, learner.hardness, random));
  }
  return happens(random, learner.impasses) ? [...slips.slice(0, 1), drawImpasse(exercise, random)] : slips;
}

type Weights = readonly [readonly [weight: number, kind: ObstacleKind], ...(readonly [number, ObstacleKind])[]];

/** How often slips and impasses are of each kind, at an exercise. */
export function kindWeights(exercise: Exercise, isImpasse: boolean): Weights {
  return isImpasse
    ? [ANY_IMPASSE, ...IMPASSES.filter(([, kind]) => canHold(exercise, kind))]
    : [
        [6, 'error'],
        [exercise.style === 'nothing' ? 0 : 5, 'wrong_answer'],
        [exercise.canLoop ? 0.7 : 0, 'endless_loop'],
        [exercise.asksInput ? 0.7 : 0, 'forgotten_input'],
        [0.1, 'dying_kernel'],
        [0.1, 'unreachable_kernel'],
      ];
}

/** How often an error comes again. */
export const SAMENESS = { slip: 0.5, impasse: 0.75 };

function drawSlip(exercise: Exercise, hardness: number, random: SeededRandom): Obstacle {
  const kind = drawWeighted<ObstacleKind>(random, kindWeights(exercise, false));
  const holdsMs =
    kind === 'forgotten_input' || kind === 'unreachable_kernel'
      ? drawExponential(random, 15_000)
      : drawLogNormal(random, SLIP.medianMs * hardness, SLIP.sigma);
  return { kind, isImpasse: false, holdsMs, error: drawError(random), sameness: SAMENESS.slip };
}

const ANY_IMPASSE = [3, 'error'] as const;
const IMPASSES: readonly (readonly [weight: number, kind: ObstacleKind])[] = [
  [5, 'wrong_answer'],
  [1.5, 'endless_loop'],
  [1, 'forgotten_input'],
  [0.5, 'dying_kernel'],
  [0.7, 'blank'],
  [0.5, 'unreachable_kernel'],
];

/** Whether an exercise can bring a student into that. */
export function canHold({ style, canLoop, asksInput }: Exercise, kind: ObstacleKind): boolean {
  const limits: Partial<Record<ObstacleKind, boolean>> = {
    wrong_answer: style !== 'nothing',
    endless_loop: canLoop,
    forgotten_input: asksInput,
  };
  return limits[kind] ?? true;
}

function drawImpasse(exercise: Exercise, random: SeededRandom): Obstacle {
  return makeImpasse(drawWeighted<ObstacleKind>(random, kindWeights(exercise, true)), random);
}

/** One of a kind that is given. */
export function makeImpasse(kind: ObstacleKind, random: SeededRandom): Obstacle {
  const holdsMs = Math.max(IMPASSE.leastMs, drawLogNormal(random, IMPASSE.medianMs, IMPASSE.sigma));
  return { kind, isImpasse: true, holdsMs, error: drawError(random), sameness: SAMENESS.impasse };
}
