import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { drawSchedule } from './schedule';
import { createSeededRandom } from './seeded-random';
import { simulate } from './world';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

const SCHEDULES = Number(process.env['SIMULATION_SCHEDULES'] ?? 200);
const STEPS = 60;

describe('a class through bad days', () => {
  it.each(Array.from({ length: SCHEDULES }, (_, index) => index + 1))('loses nothing and doubles nothing (seed %i)', async seed => {
    const { flaws } = await simulate(seed, drawSchedule(createSeededRandom(seed), STEPS));
    expect(flaws).toEqual([]);
  });
});
