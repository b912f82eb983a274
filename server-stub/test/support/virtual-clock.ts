import type { Random } from '../../src/platform/random';
import { createSeededRandom } from '../../../simulation/virtual/seeded-random';
import { Bustle, VirtualClock as SimulatedClock } from '../../../simulation/virtual/virtual-clock';

/** As many turns of the event loop as the embedded store's group commit and the streams' callbacks take. */
const CALM_TURNS = 5;
/** A process that has been up for a while: to some libraries 0 means that no time was noted. */
const UP_MS = 60_000;

/** Time that stands still until a test moves it, in a process that has been up for a while. */
export class VirtualClock extends SimulatedClock {
  constructor(startMs = Date.parse('2026-11-22T09:00:00.000Z')) {
    super(startMs, new Bustle(CALM_TURNS), UP_MS);
  }

  get timestamp(): string {
    return new Date(this.wallMs()).toISOString();
  }
}

/** Lets the embedded store's group commit and the streams' callbacks run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < CALM_TURNS; turn++) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

/** The same numbers in every run. */
export function seededRandom(seed = 1): Random {
  const { draw, bytes } = createSeededRandom(seed);
  return { fraction: draw, bytes };
}
