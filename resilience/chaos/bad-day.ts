import { setTimeout as delay } from 'node:timers/promises';
import type { SeededRandom } from '../../simulation/virtual/seeded-random';

/** Something that goes wrong. */
export interface BadDay {
  readonly name: string;
  /** Makes the trouble, and resolves when it is over. */
  happen(random: SeededRandom): Promise<void>;
}

/** Some seconds of trouble. */
export const lastFor = (random: SeededRandom, fromS: number, toS: number): Promise<void> => delay(random.between(fromS * 1000, toS * 1000));
