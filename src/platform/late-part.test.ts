import { expect, it } from 'vitest';

import { Bustle, VirtualClock } from '../../simulation/virtual/virtual-clock';
import { FakeLogger } from './fixtures/fake-logger';
import { LatePart } from './late-part';

const clock = () => new VirtualClock(Date.parse('2026-11-22T09:00:00Z'), new Bustle());

it('is loaded once, when it is asked for and not before', async () => {
  let loads = 0;
  const part = new LatePart({ load: () => Promise.resolve((loads += 1)), sleep: () => Promise.resolve(), logger: new FakeLogger() });
  expect(loads).toBe(0);
  part.ask();
  part.ask();
  expect(await part.whenThere).toBe(1);
  part.ask();
  expect([loads, part.isMissing]).toEqual([1, false]);
});

it('is tried again until it is there, and says meanwhile that it is missing', async () => {
  const time = clock();
  const logger = new FakeLogger();
  let isServed = false;
  let tries = 0;
  const load = () => {
    tries += 1;
    return isServed ? Promise.resolve('the part') : Promise.reject(new Error('Loading chunk 1 failed'));
  };
  const part = new LatePart({ load, sleep: (ms, signal) => time.sleep(ms, signal), logger });
  const told: boolean[] = [];
  part.onChange(() => told.push(part.isMissing));
  part.ask();
  await time.advance(30_000);
  expect([tries, part.isMissing, logger.kinds]).toEqual([4, true, Array(4).fill('late part')]);

  isServed = true;
  await time.advance(60_000);
  expect([await part.whenThere, part.isMissing]).toEqual(['the part', false]);
  expect(told).toEqual([true, false]);
});
