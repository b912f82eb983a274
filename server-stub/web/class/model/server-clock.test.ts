import { expect, it } from 'vitest';
import { sampleServerClock, serverTime, UNKNOWN_SERVER_CLOCK } from './server-clock';

const NOON = Date.parse('2026-11-22T12:00:00.000Z');
const at = (ms: number): string => new Date(ms).toISOString();

it('corrects a clock that is two hours slow', () => {
  const clock = sampleServerClock(UNKNOWN_SERVER_CLOCK, at(NOON), NOON - 7_200_000);
  expect(serverTime(clock, NOON - 7_200_000 + 3000)).toBe(NOON + 3000);
});

it('keeps the sample that travelled the fastest', () => {
  const slow = sampleServerClock(UNKNOWN_SERVER_CLOCK, at(NOON), NOON + 800);
  const fast = sampleServerClock(slow, at(NOON + 1000), NOON + 1040);
  expect(sampleServerClock(fast, at(NOON + 2000), NOON + 2900)).toBe(fast);
  expect(fast.offsetMs).toBe(-40);
});

it('starts anew when the clock was set forward', () => {
  const before = sampleServerClock(UNKNOWN_SERVER_CLOCK, at(NOON), NOON);
  expect(sampleServerClock(before, at(NOON + 1000), NOON + 61_000).offsetMs).toBe(-60_000);
});

it('ignores a time that is none', () => {
  expect(sampleServerClock(UNKNOWN_SERVER_CLOCK, 'soon', NOON)).toBe(UNKNOWN_SERVER_CLOCK);
});
