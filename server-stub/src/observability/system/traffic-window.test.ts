import { expect, it } from 'vitest';
import { type Totals, type TrafficRates, TrafficWindow } from './traffic-window';

/** The rates after each of these samples, ten seconds apart. */
function rates(samples: readonly Partial<Totals>[]): TrafficRates[] {
  const window = new TrafficWindow();
  return samples.map((totals, index) => window.add({ requests: 0, failures: 0, eventsAppended: 0, ...totals }, index * 10_000));
}

it('tells events and requests of each second since the sample before', () => {
  expect(rates([{}, { requests: 50, eventsAppended: 1000 }, { requests: 60, eventsAppended: 1000 }])).toMatchObject([
    { requestsPerSecond: 0, eventsPerSecond: 0 },
    { requestsPerSecond: 5, eventsPerSecond: 100 },
    { requestsPerSecond: 1, eventsPerSecond: 0 },
  ]);
});

it('tells the share of failures in the last minute, and forgets older ones', () => {
  const samples = Array.from({ length: 9 }, (_, index) => ({ requests: index * 100, failures: index === 0 ? 0 : 12 }));

  expect(rates(samples).map(({ errorPercent }) => errorPercent)).toEqual([null, 12, 6, 4, 3, 2.4, 2, 0, 0]);
});

it('tells no share of a few requests', () => {
  expect(rates([{}, { requests: 19, failures: 19 }, { requests: 20, failures: 20 }]).map(({ errorPercent }) => errorPercent)).toEqual([
    null,
    null,
    100,
  ]);
});

it('starts over when a process took its counts along', () => {
  expect(rates([{}, { requests: 100, failures: 50 }, { requests: 30 }, { requests: 60 }])).toMatchObject([
    {},
    { errorPercent: 50 },
    { errorPercent: null, requestsPerSecond: 0 },
    { errorPercent: 0, requestsPerSecond: 3 },
  ]);
});
