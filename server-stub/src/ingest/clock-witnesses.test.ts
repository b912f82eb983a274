import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../simulation/virtual/virtual-clock';
import { WatchedClock } from '../platform/watched-clock';
import { ClockWitnesses } from './clock-witnesses';

const HOUR_MS = 3_600_000;

let real: VirtualClock;
let clock: WatchedClock;
let witnesses: ClockWitnesses;

beforeEach(() => {
  real = new VirtualClock(Date.parse('2026-11-22T09:00:00.000Z'));
  clock = new WatchedClock(real);
  witnesses = new ClockWitnesses(clock);
});

/** A report of somebody whose clock is off by so much. */
const hear = (student: string, offByMs: number): void =>
  witnesses.hear(student, new Date(real.trueMs() + offByMs).toISOString(), clock.wallMs());
const isTakenBack = (): boolean => clock.steps.some(({ didPass }) => didPass === true);

describe('students as witnesses of a step', () => {
  /** One of them has a clock that is hours off, as there is one in every class. */
  const usual = { ada: 0, bob: -7 * HOUR_MS, eve: 3000 };
  const hearAll = (offByMs: number): void => Object.entries(usual).forEach(([student, ownMs]) => hear(student, ownMs + offByMs));

  it('say that the clock was set when their own go on as before', () => {
    hearAll(0);
    real.stepWall(12 * HOUR_MS);
    hearAll(0);

    expect(clock.steps).toHaveLength(1);
  });

  it('say that the machine was paused when theirs have gone on as far, three of them at once', () => {
    hearAll(0);
    real.stepWall(12 * HOUR_MS);
    hear('ada', 12 * HOUR_MS);
    expect(isTakenBack()).toBe(false);
    hearAll(12 * HOUR_MS);

    expect(clock.steps).toMatchObject([{}, { ...clock.steps[0], didPass: true }]);
  });

  it('are fewer after a minute, and none who was never heard before, or only before and after another step', async () => {
    hear('ada', 0);
    real.stepWall(12 * HOUR_MS);
    hear('grace', 12 * HOUR_MS);
    hear('ada', 12 * HOUR_MS);
    await real.advance(61_000);
    expect(isTakenBack()).toBe(false);
    hear('grace', 12 * HOUR_MS);

    expect(isTakenBack()).toBe(true);
  });

  it('are not those who were first heard after it, or last before another', () => {
    hearAll(0);
    real.stepWall(HOUR_MS);
    clock.wallMs();
    hear('ada', 0);
    real.stepWall(12 * HOUR_MS);
    for (const student of ['ada', 'grace', 'joan', 'mary', 'bob', 'eve']) {
      hear(student, 0);
      hear(student, 0);
    }

    expect(isTakenBack()).toBe(false);
  });

  it('are outvoted when one lies, and vote once', () => {
    hearAll(0);
    real.stepWall(12 * HOUR_MS);
    for (let count = 0; count < 5; count++) {
      hear('bob', 12 * HOUR_MS);
    }
    hearAll(0);

    expect(isTakenBack()).toBe(false);
  });
});
