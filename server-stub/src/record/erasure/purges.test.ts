import { expect, it } from 'vitest';
import { VirtualClock } from '../../../test/support/virtual-clock';
import { Purges } from './purges';

it('purges a class once for all who wait, and rests for as long as that took', async () => {
  const clock = new VirtualClock();
  const startsMs: number[] = [];
  const purges = new Purges(clock, async () => {
    startsMs.push(clock.monotonicMs());
    await new Promise<void>(resolve => void clock.setTimeout(resolve, 300));
  });
  const began = clock.monotonicMs();
  const all = Promise.all(Array.from({ length: 20 }, () => purges.run('default')));
  await clock.advance(2000);
  await all;

  expect(startsMs.map(ms => ms - began)).toEqual([0, 600]);
});

it('does not have one class wait for another, and goes on after a failure', async () => {
  const clock = new VirtualClock();
  const purged: string[] = [];
  let isDiskFull = true;
  const purges = new Purges(clock, async classId => {
    if (isDiskFull) {
      throw new Error('no disk');
    }
    purged.push(classId);
  });
  await expect(purges.run('one')).rejects.toThrow('no disk');
  isDiskFull = false;
  await Promise.all([purges.run('one'), purges.run('two')]);

  expect(purged).toEqual(['one', 'two']);
});
