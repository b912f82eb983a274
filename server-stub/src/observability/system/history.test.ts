import { describe, expect, it } from 'vitest';
import type { SystemSample } from '../../../../src/protocol';
import { History, mergeSamples } from './history';

const START_MS = Date.parse('2026-11-22T09:00:00.000Z');

function sample(second: number, words: Partial<SystemSample> = {}): SystemSample {
  return {
    at: new Date(START_MS + second * 1000).toISOString(),
    eventsPerSecond: 0,
    requestsPerSecond: 0,
    errorPercent: null,
    connections: 0,
    viewers: 0,
    residentBytes: 0,
    eventLoopDelayP99Ms: 0,
    eventLoopUtilisation: 0,
    redisConnections: null,
    redisMemoryBytes: null,
    logBytes: null,
    diskFreeBytes: null,
    ...words,
  };
}

describe('the history', () => {
  it('keeps the last half hour as it was and six hours before it in minutes, and no more', () => {
    const history = new History();
    for (let second = 0; second < 10 * 3600; second += 10) {
      history.add(sample(second));
    }
    const ages = history.samples.map(({ at }) => 10 * 3600 - (Date.parse(at) - START_MS) / 1000);

    expect(ages).toHaveLength(360 + 180 + 6);
    expect(ages.slice(-180)).toEqual(Array.from({ length: 180 }, (_, index) => 1800 - index * 10));
    expect(ages.slice(0, 2)).toEqual([1860 + 360 * 60, 1860 + 359 * 60]);
    expect(ages).toEqual([...ages].sort((a, b) => b - a));
  });

  it('loses no peak of a minute', () => {
    const merged = mergeSamples([
      sample(0, { eventsPerSecond: 100, residentBytes: 5, errorPercent: null, diskFreeBytes: 7, logBytes: null }),
      sample(10, { eventsPerSecond: 300, residentBytes: 9, errorPercent: 4, diskFreeBytes: 3, logBytes: null }),
    ]);

    expect(merged).toMatchObject({
      at: sample(0).at,
      eventsPerSecond: 200,
      residentBytes: 9,
      errorPercent: 4,
      diskFreeBytes: 3,
      logBytes: null,
    });
  });
});
