import { describe, expect, it } from 'vitest';
import { ageHorizonMs, daysBeforeMs, hasLimits, isTooLarge, recordHorizonMs, settledHorizonMs } from './retention-limits';

const NOW_MS = Date.parse('2026-12-01T09:00:00.000Z');
const at = (ms: number): string => new Date(ms).toISOString();

describe('the limits of the live log', () => {
  it.each([
    [0, 0, false],
    [1, 0, true],
    [0, 1, true],
  ])('with %s days and %s MB: %s', (keepDays, keepMb, has) => {
    expect(hasLimits({ keepDays, keepMb })).toBe(has);
  });

  it.each([
    [2 * 1024 * 1024, 2, false],
    [2 * 1024 * 1024 + 1, 2, true],
    [1e12, 0, false],
  ])('make %s bytes with %s MB too large: %s', (bytes, keepMb, isLarge) => {
    expect(isTooLarge(bytes, keepMb)).toBe(isLarge);
  });
});

describe('what is old enough to go', () => {
  it('was received on an earlier day (UTC) than that many days ago', () => {
    expect(at(ageHorizonMs(NOW_MS, 3))).toBe('2026-11-28T00:00:00.000Z');
    expect(at(recordHorizonMs(NOW_MS, 3))).toBe('2026-11-28T00:00:00.000Z');
    expect(at(daysBeforeMs(NOW_MS, 3))).toBe('2026-11-28T09:00:00.000Z');
  });

  it('is nothing in a class that keeps all', () => {
    expect(recordHorizonMs(NOW_MS, undefined)).toBe(0);
  });

  it('is no entry of the last quarter of an hour, however large the log is: a log that lost its tail is sent that again', () => {
    expect(at(settledHorizonMs(NOW_MS))).toBe('2026-12-01T08:45:00.000Z');
  });
});
