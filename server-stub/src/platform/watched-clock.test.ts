import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../simulation/virtual/virtual-clock';
import { settledMs, WatchedClock } from './watched-clock';

const HOUR_MS = 3_600_000;
const START_MS = Date.parse('2026-11-22T09:00:00.000Z');

function watch(): { readonly real: VirtualClock; readonly clock: WatchedClock } {
  const real = new VirtualClock(START_MS);
  return { real, clock: new WatchedClock(real) };
}

describe('a watched clock', () => {
  it('knows of a step when it gives the first time after it, and says so before', async () => {
    const { real, clock } = watch();
    const told: number[] = [];
    clock.onStep(() => told.push(clock.steps.length));
    await real.advance(5000);
    expect([clock.wallMs(), clock.steps]).toEqual([START_MS + 5000, []]);
    real.stepWall(HOUR_MS);

    expect(clock.wallMs()).toBe(START_MS + 5000 + HOUR_MS);
    expect(clock.steps).toMatchObject([{ fromMs: START_MS + 5000, toMs: START_MS + 5000 + HOUR_MS }]);
    real.stepWall(-HOUR_MS);
    clock.wallMs();
    expect(clock.steps).toMatchObject([{}, { fromMs: START_MS + 5000 + HOUR_MS, toMs: START_MS + 5000 }]);
    expect(told).toEqual([1, 2]);
  });

  it('takes no small correction for a step, however many there are, and no sleep of the machine', async () => {
    const { real, clock } = watch();
    for (let count = 0; count < 100; count++) {
      real.stepWall(1900);
      await real.advance(1000);
      clock.wallMs();
    }
    real.suspend(12 * HOUR_MS);
    clock.wallMs();

    expect(clock.steps).toEqual([]);
  });

  it('tells what was set from what was slept in between', () => {
    const { real, clock } = watch();
    real.suspend(12 * HOUR_MS);
    real.stepWall(HOUR_MS);

    expect(clock.wallMs()).toBe(START_MS + 13 * HOUR_MS);
    expect(clock.steps).toMatchObject([{ fromMs: START_MS + 12 * HOUR_MS, toMs: START_MS + 13 * HOUR_MS }]);
  });

  it('notices nothing where the system does not tell sleep from being set', () => {
    const real = new VirtualClock(START_MS);
    const clock = new WatchedClock({
      wallMs: () => real.wallMs(),
      monotonicMs: () => real.monotonicMs(),
      setTimeout: (callback, delayMs) => real.setTimeout(callback, delayMs),
    });
    real.stepWall(HOUR_MS);

    expect(clock.wallMs()).toBe(START_MS + HOUR_MS);
    expect(clock.steps).toEqual([]);
  });

  it('lets what was set forward end something only a day later, unless it is set back or passed after all', async () => {
    const { real, clock } = watch();
    real.stepWall(48 * HOUR_MS);
    expect(settledMs(clock) - START_MS).toBe(0);
    await real.advance(23 * HOUR_MS);
    expect(settledMs(clock) - START_MS).toBe(23 * HOUR_MS);
    await real.advance(HOUR_MS + 1);
    expect(settledMs(clock)).toBe(real.wallMs());

    real.stepWall(2 * HOUR_MS);
    expect(settledMs(clock)).toBe(real.wallMs() - 2 * HOUR_MS);
    real.stepWall(-2 * HOUR_MS);
    expect(settledMs(clock)).toBe(real.wallMs());
    real.stepWall(2 * HOUR_MS);
    clock.wallMs();
    const [step] = clock.steps.slice(-1);
    if (step !== undefined) {
      clock.takeBack(step);
    }
    expect(settledMs(clock)).toBe(real.wallMs());
  });
});
