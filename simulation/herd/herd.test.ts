import { describe, expect, it } from 'vitest';
import { runHerd, type HerdFigures, type HerdOptions } from './herd';
import { driveFullClients } from './clients';
import { OUTAGE_KINDS } from './outage';
import { drivePolicyClients } from './policy-clients';
import type { HerdDriver } from './scene';

const CLASS: HerdOptions = { clients: 200, seed: 1, kind: 'refused', outageMs: 60_000, isAnnounced: false, driver: drivePolicyClients };
const ANNOUNCEMENTS = [false, true];
const OUTAGES = OUTAGE_KINDS.flatMap(kind => ANNOUNCEMENTS.map(isAnnounced => ({ kind, isAnnounced })));

/** In one second a class of 200 asks 13 times on average, and in the busiest of two minutes 20 to 25 times: that is the yardstick for it. */
const MAX_OF_STEADY_PEAK = 1.5;
/** Ten thousand hardly leave their mean. */
const MAX_OF_STEADY_MEAN = 1.5;
const DELIVERED_WITHIN_MS = 45_000;
/** The ladder's five attempts; two that wait for an answer; one that was told to wait. */
const MAX_OF_ONE_CLIENT = { refused: 5, hanging: 2, unavailable: 1 } as const;

function expectAllDelivered(figures: HerdFigures): void {
  expect(figures.events).toBeGreaterThan(0);
  expect(figures.undelivered).toBe(0);
  expect(figures.allDeliveredAfterMs).toBeLessThanOrEqual(DELIVERED_WITHIN_MS);
}

describe('200 clients whose server was away for a minute', () => {
  it.each([1, 2, 3].flatMap(seed => OUTAGES.map(outage => ({ ...outage, seed }))))(
    'do not return as one ($kind, online: $isAnnounced, seed $seed)',
    async outage => {
      const figures = await runHerd({ ...CLASS, ...outage });
      expectAllDelivered(figures);
      expect(figures.afterPeak).toBeLessThanOrEqual(MAX_OF_STEADY_PEAK * figures.steadyPeak);
    },
  );

  it.each(OUTAGE_KINDS)('leave it alone meanwhile (%s)', async kind => {
    expect((await runHerd({ ...CLASS, kind })).mostOfOneClient).toBeLessThanOrEqual(MAX_OF_ONE_CLIENT[kind]);
  });

  it.each(OUTAGES)('do so with the whole client as with its policy alone ($kind, online: $isAnnounced)', async outage => {
    const { kind } = outage;
    const figures = await runHerd({ ...CLASS, ...outage, driver: driveFullClients });
    expectAllDelivered(figures);
    expect(figures.afterPeak).toBeLessThanOrEqual(MAX_OF_STEADY_PEAK * figures.steadyPeak);
    expect(figures.mostOfOneClient).toBeLessThanOrEqual(MAX_OF_ONE_CLIENT[kind]);
    const policy = await runHerd({ ...CLASS, ...outage });
    expect(figures.events).toBe(policy.events);
    expect(figures.steadyMean / policy.steadyMean).toBeCloseTo(1, 1);
    expect(Math.abs(figures.allDeliveredAfterMs - policy.allDeliveredAfterMs)).toBeLessThan(5_000);
  });
});

describe('thousands of clients', () => {
  it.each(OUTAGES)('stay within one and a half times their mean ($kind, online: $isAnnounced)', async outage => {
    const figures = await runHerd({ ...CLASS, ...outage, clients: 3_000, seed: 2 });
    expectAllDelivered(figures);
    expect(figures.afterPeak).toBeLessThanOrEqual(MAX_OF_STEADY_MEAN * figures.steadyMean);
  });
});

describe('the herd model', () => {
  it('gives the same figures for the same seed', async () => {
    expect(await runHerd({ ...CLASS, clients: 50 })).toEqual(await runHerd({ ...CLASS, clients: 50 }));
    const full: HerdOptions = { ...CLASS, clients: 20, driver: driveFullClients };
    expect(await runHerd(full)).toEqual(await runHerd(full));
  });

  it('sees a class that returns as one', async () => {
    const withoutJitter: HerdDriver = scene => drivePolicyClients({ ...scene, random: { ...scene.random, draw: () => 0 } });
    expect((await runHerd({ ...CLASS, isAnnounced: true, driver: withoutJitter })).afterPeak).toBeGreaterThanOrEqual(CLASS.clients);
  });

  it('sees events that never arrive', async () => {
    const lazy: HerdDriver = scene => drivePolicyClients({ ...scene, endMs: scene.endMs - 120_000 });
    expect((await runHerd({ ...CLASS, driver: lazy })).undelivered).toBeGreaterThan(0);
  });
});
