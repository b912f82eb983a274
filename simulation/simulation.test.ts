import { randomInt } from 'node:crypto';
import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { SABOTEURS } from './saboteurs/saboteurs';
import { drawSchedule, type Schedule } from './world/schedule';
import { createSeededRandom } from './virtual/seeded-random';
import { shrink } from './world/shrink';
import { simulate } from './world/world';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

const STEPS = 60;
/** The same days in every run: what was mended stays so. As many as a broken client gets to betray itself. */
const KNOWN_SEEDS = Array.from({ length: 40 }, (_, index) => index + 1);
/** Days that nobody has lived through yet: other ones in every run, so that many runs see many. `npm run simulate` sees thousands at once. */
const FRESH_SEEDS = Array.from({ length: 20 }, () => randomInt(1_000, 1_000_000_000));

const dayOf = (seed: number) => drawSchedule(createSeededRandom(seed), STEPS);

describe('a class through bad days', () => {
  it.each([...KNOWN_SEEDS, ...FRESH_SEEDS])('loses nothing and doubles nothing (npm run simulate -- --seed %i)', async seed => {
    expect((await simulate(seed, dayOf(seed))).flaws).toEqual([]);
  });
});

describe('the simulation', () => {
  it.each(Object.entries(SABOTEURS))('catches a client that %s', async (_name, sabotage) => {
    for (const seed of KNOWN_SEEDS) {
      const { flaws } = await simulate(seed, dayOf(seed), { sabotage });
      if (flaws.length > 0) {
        return;
      }
    }
    expect.unreachable('the broken client kept every promise');
  });

  it('lives through the same day again for the same seed', async () => {
    const [first, second] = [await simulate(7, dayOf(7)), await simulate(7, dayOf(7))];
    expect(second).toEqual(first);
  });

  it('shrinks a failing day to the steps that matter', async () => {
    const day: Schedule = [{ kind: 'server_stop' }, { kind: 'wait', ms: 1 }, { kind: 'server_start' }, { kind: 'wait', ms: 2 }];
    const smallest = await shrink(day, async candidate => candidate.some(step => step.kind === 'server_start'));
    expect(smallest).toEqual([{ kind: 'server_start' }]);
  });
});
