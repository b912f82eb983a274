import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../test/support/virtual-clock';
import { TimeSlice } from './time-slice';

describe('a slice of long work', () => {
  it('is over after a millisecond, and begins anew after a rest', async () => {
    const clock = new VirtualClock();
    const slice = new TimeSlice(clock);
    expect(slice.isOver).toBe(false);
    await clock.advance(1);
    expect(slice.isOver).toBe(true);
    await slice.rest();
    expect(slice.isOver).toBe(false);
  });

  it('rests for 3 ms where nobody waits for the work, and else for a turn of the event loop', async () => {
    const clock = new VirtualClock();
    const rested: string[] = [];
    const gentle = new TimeSlice(clock).rest(true).then(() => rested.push('gentle'));
    await new TimeSlice(clock).rest().then(() => rested.push('quick'));
    await clock.advance(2);
    expect(rested).toEqual(['quick']);
    await clock.advance(1);
    await gentle;
    expect(rested).toEqual(['quick', 'gentle']);
  });
});
