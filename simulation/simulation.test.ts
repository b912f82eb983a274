import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { SABOTEURS } from './saboteurs/saboteurs';
import { drawSchedule, type Schedule } from './world/schedule';
import { createSeededRandom } from './virtual/seeded-random';
import { shrink } from './world/shrink';
import { simulate } from './world/world';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

const STEPS = 60;
const SEEDS = Array.from({ length: 200 }, (_, index) => index + 1);
/** As many days as a broken client gets to betray itself. */
const SABOTAGED_SEEDS = SEEDS.slice(0, 40);

const dayOf = (seed: number) => drawSchedule(createSeededRandom(seed), STEPS);

describe('a class through bad days', () => {
  it.each(SEEDS)('loses nothing and doubles nothing (npm run simulate -- --seed %i)', async seed => {
    expect((await simulate(seed, dayOf(seed))).flaws).toEqual([]);
  });
});

describe('the simulation', () => {
  it.each(Object.entries(SABOTEURS))('catches a client that %s', async (_name, sabotage) => {
    for (const seed of SABOTAGED_SEEDS) {
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
