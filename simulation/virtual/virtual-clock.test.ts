import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DueQueue } from './due-queue';
import { VirtualClock } from './virtual-clock';

describe('the queue of what is due', () => {
  it('gives items by their time, those of the same time in the order they came', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 200 }), times => {
        const queue = new DueQueue<number>();
        times.forEach((dueMs, index) => queue.add(dueMs, index));
        const taken = times.map(() => queue.take() ?? -1);
        const expected = times.map((_, index) => index).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
        expect(taken).toEqual(expected);
        expect([queue.size, queue.nextDueMs, queue.take()]).toEqual([0, undefined, undefined]);
      }),
    );
  });
});

describe('virtual time', () => {
  const sleepers = (clock: VirtualClock, ...times: readonly number[]) => {
    const woken: string[] = [];
    for (const ms of times) {
      void clock.sleep(ms).then(() => woken.push(`${String(ms)} at ${String(clock.monotonicMs())}`));
    }
    return woken;
  };

  it('wakes each sleeper at its own time, and none before', async () => {
    const clock = new VirtualClock(0);
    const woken = sleepers(clock, 300, 100, 200, 400);
    await clock.advance(300);
    expect(woken).toEqual(['100 at 100', '200 at 200', '300 at 300']);
    await clock.advance(99);
    expect(woken).toHaveLength(3);
  });

  it('wakes who falls asleep on the way, if that is due in time', async () => {
    const clock = new VirtualClock(0);
    const woken: number[] = [];
    const nap = async () => {
      for (let naps = 0; naps < 5; naps++) {
        await clock.sleep(100);
        woken.push(clock.monotonicMs());
      }
    };
    void nap();
    await clock.advance(350);
    expect(woken).toEqual([100, 200, 300]);
  });

  it('lets an aborted sleeper wake at once, and only once', async () => {
    const clock = new VirtualClock(0);
    const abort = new AbortController();
    const woken: number[] = [];
    void clock.sleep(100, abort.signal).then(() => woken.push(clock.monotonicMs()));
    void clock.sleep(500).then(() => woken.push(clock.monotonicMs()));
    await clock.advance(50);
    abort.abort();
    await clock.advance(0);
    expect(woken).toEqual([50]);
    await clock.advance(450);
    expect(woken).toEqual([50, 500]);
  });

  it('calls back at its time, in turn with sleepers, unless that was cancelled', async () => {
    const clock = new VirtualClock(0, undefined, 60_000);
    const woken = sleepers(clock, 100, 300);
    clock.setTimeout(() => woken.push(`timer at ${String(clock.monotonicMs())}`), 200);
    clock.setTimeout(() => woken.push('never'), 250)();
    await clock.advance(300);
    expect(woken).toEqual(['100 at 60100', 'timer at 60200', '300 at 60300']);
    expect(clock.wallMs()).toBe(300);
  });

  it('moves the wall clock and not the monotonic one when somebody sets it', async () => {
    const clock = new VirtualClock(1_000);
    await clock.advance(10);
    clock.stepWall(-500);
    expect([clock.wallMs(), clock.trueMs(), clock.monotonicMs()]).toEqual([510, 1_010, 10]);
  });
});
