import { expect, it } from 'vitest';
import { VirtualClock } from '../../../test/support/virtual-clock';
import { BackgroundLane } from './background-lane';

/** Work that takes a millisecond a step, and counts them. */
class WorkingClock extends VirtualClock {
  workedMs = 0;

  override monotonicMs(): number {
    return super.monotonicMs() + this.workedMs;
  }
}

async function work(lane: BackgroundLane, clock: WorkingClock, steps: number): Promise<void> {
  const slice = lane.slice();
  for (let step = 0; step < steps; step++) {
    clock.workedMs += 1;
    if (slice.isOver) {
      await slice.rest();
    }
  }
}

it.each([1, 2, 7])('leaves half of the time to everybody else, with %i at work at one time', async workers => {
  const clock = new WorkingClock();
  const lane = new BackgroundLane(clock);
  const all = Promise.all(Array.from({ length: workers }, () => work(lane, clock, 60)));
  let pausedMs = 0;
  for (let isDone = false; !isDone; pausedMs += 1) {
    isDone = await Promise.race([all.then(() => true), clock.advance(1).then(() => false)]);
  }

  expect(clock.workedMs).toBe(60 * workers);
  expect(pausedMs).toBeGreaterThanOrEqual(clock.workedMs - 5 * workers - 5);
  expect(pausedMs).toBeLessThan(clock.workedMs * 3 + 20);
});

it('does not wait for a piece of work that stands still', async () => {
  const clock = new WorkingClock();
  const lane = new BackgroundLane(clock);
  const stalled = lane.slice();
  clock.workedMs += 10;
  expect(stalled.isOver).toBe(true);
  const other = work(lane, clock, 20);
  await clock.advance(100);

  await expect(other).resolves.toBeUndefined();
});
