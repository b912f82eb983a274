import type { HerdRecord } from './record';
import type { HerdServer } from './server';
import type { SeededRandom } from '../virtual/seeded-random';

/** What a driver puts its clients into. Times are virtual milliseconds from the start. */
export interface HerdScene {
  readonly clients: number;
  readonly endMs: number;
  readonly random: SeededRandom;
  readonly record: HerdRecord;
  readonly server: HerdServer;
  /** When a client's student runs a cell. */
  readonly runs: (client: number) => Iterable<number>;
  /** When every browser says `online` at once; undefined when none does. */
  readonly comeBackMs: number | undefined;
}

/** Lets the clients of a scene live until its end. */
export type HerdDriver = (scene: HerdScene) => Promise<void>;
