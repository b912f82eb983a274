import { expect, it } from 'vitest';
import { VirtualClock } from '../../../test/support/virtual-clock';
import { settlesWithin } from './settles-within';

it('tells whether work was done in time', async () => {
  const clock = new VirtualClock();
  const never = new Promise(() => undefined);
  await expect(settlesWithin(Promise.resolve(), 100, clock)).resolves.toBe(true);
  const late = settlesWithin(never, 100, clock);
  await clock.advance(100);
  await expect(late).resolves.toBe(false);
});
