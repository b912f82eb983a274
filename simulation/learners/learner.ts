import type { SeededRandom } from '../virtual/seeded-random';
import { drawLogNormal, drawWeighted, happens } from './dice';

/** Who a simulated student is. Shares are in [0, 1], times in milliseconds. */
export interface Learner {
  /** How long they think before a run, on average. */
  readonly thinkMs: number;
  /** Obstacles that they overcome by themselves, at each exercise on average. */
  readonly slips: number;
  /** How long slips hold them, as a factor. */
  readonly hardness: number;
  /** How often an exercise holds one that they do not. */
  readonly impasses: number;
  /** How often they run a failing cell once more, just so. */
  readonly impatience: number;
  /** How often an impasse makes them stop trying. */
  readonly resignation: number;
  /** How often an impasse makes them call for help. */
  readonly asking: number;
  /** They run the whole notebook before they begin. */
  readonly runsAllFirst: boolean;
  /** They test before they write. */
  readonly testsFirst: boolean;
}

/** What a class is like: the parameters of the behaviour that `npm run bench:need` varies. */
export interface Temper {
  /** Of everybody's thinking time. */
  readonly slowness: number;
  /** Of everybody's slips. */
  readonly carelessness: number;
  /** Of how long slips hold everybody. */
  readonly hardness: number;
  /** Share of those in an impasse who call for help by themselves. */
  readonly asking: number;
}

export const ORDINARY: Temper = { slowness: 1, carelessness: 1, hardness: 1, asking: 0 };

/** Draws a student: of three abilities, the middle one the most frequent. Who finds it hard works in the same way, slips more often and meets more impasses. */
export function drawLearner(random: SeededRandom, temper: Temper): Learner {
  const ability = drawWeighted(random, [
    [0.3, { slips: 0.5, impasses: 0.015 }],
    [0.5, { slips: 1, impasses: 0.06 }],
    [0.2, { slips: 1.7, impasses: 0.22 }],
  ]);
  return {
    thinkMs: drawLogNormal(random, 28_000, 0.35) * temper.slowness,
    slips: ability.slips * temper.carelessness,
    hardness: temper.hardness,
    impasses: ability.impasses,
    impatience: 0.35 * random.draw(),
    resignation: 0.2,
    asking: temper.asking,
    runsAllFirst: happens(random, 0.15),
    testsFirst: happens(random, 0.25),
  };
}
