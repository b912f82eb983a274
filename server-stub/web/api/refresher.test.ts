import { expect, it } from 'vitest';
import { FakeTime } from '../testing/fake-time';
import { createRefresher } from './refresher';

function setUp(): { time: FakeTime; loads: PromiseWithResolvers<void>[]; refresher: ReturnType<typeof createRefresher> } {
  const time = new FakeTime(0);
  const loads: PromiseWithResolvers<void>[] = [];
  const load = (): Promise<void> => {
    loads.push(Promise.withResolvers<void>());
    return loads.at(-1)?.promise ?? Promise.reject(new Error('unreachable'));
  };
  return { time, loads, refresher: createRefresher(load, time, 500) };
}

const settle = async (load: PromiseWithResolvers<void> | undefined): Promise<void> => {
  load?.resolve();
  await load?.promise;
  await Promise.resolve();
};

it('loads once for all the requests that come during a load, and not before a gap', async () => {
  const { time, loads, refresher } = setUp();
  refresher.request();
  refresher.request();
  refresher.request();
  expect(loads).toHaveLength(1);
  await settle(loads[0]);
  time.pass(499);
  expect(loads).toHaveLength(1);
  time.pass(1);
  expect(loads).toHaveLength(2);
});

it('loads again at once when the last load is long over', async () => {
  const { time, loads, refresher } = setUp();
  refresher.request();
  await settle(loads[0]);
  time.pass(500);
  expect(loads).toHaveLength(1);
  refresher.request();
  expect(loads).toHaveLength(2);
});

it('goes on after a load that failed', async () => {
  const { time, loads, refresher } = setUp();
  refresher.request();
  loads[0]?.reject(new Error('no network'));
  await Promise.resolve();
  await Promise.resolve();
  time.pass(500);
  refresher.request();
  expect(loads).toHaveLength(2);
});

it('loads nothing more once it is stopped', async () => {
  const { time, loads, refresher } = setUp();
  refresher.request();
  refresher.request();
  refresher.stop();
  await settle(loads[0]);
  time.pass(10_000);
  refresher.request();
  expect(loads).toHaveLength(1);
});
