import { describe, expect, it } from 'vitest';
import { statusOf } from './status';

const NOW_MS = 1_000_000_000;
const MINUTE_MS = 60_000;
const at = (eventAgoMs: number, seenAgoMs: number, hasStarted = true, cadenceMs = 15_000, isRunning = false, isHere = true) =>
  statusOf({ hasStarted, isHere, lastActivityAtMs: NOW_MS - eventAgoMs, lastSeenAtMs: NOW_MS - seenAgoMs, isRunning }, NOW_MS, cadenceMs);

describe('statusOf', () => {
  it.each([
    ['an event just now', at(0, 0), 'working'],
    ['an event three minutes ago', at(3 * MINUTE_MS, 0), 'working'],
    ['no event for longer', at(3 * MINUTE_MS + 1, 0), 'idle'],
    ['four cadences of silence', at(0, MINUTE_MS), 'working'],
    ['more silence', at(0, MINUTE_MS + 1), 'offline'],
    ['a fast cadence, and a slow network', at(0, 9000, true, 500), 'working'],
    ['a fast cadence, and silence', at(0, 10_001, true, 500), 'offline'],
    ['no notebook event yet', at(0, 0, false), 'not_started'],
    ['no notebook event, and silence', at(NOW_MS, NOW_MS, false), 'not_started'],
    ['somebody of last week', at(NOW_MS, NOW_MS, false, 15_000, false, false), 'not_here'],
    ['a cell that runs for half an hour', at(30 * MINUTE_MS, 0, true, 15_000, true), 'working'],
    ['a cell that runs in a hidden tab, which reports rarely', at(30 * MINUTE_MS, 2 * MINUTE_MS, true, 15_000, true), 'working'],
    ['a cell that runs before anything was told', at(NOW_MS, 0, false, 15_000, true), 'working'],
  ])('%s: %s', (_when, status, expected) => {
    expect(status).toBe(expected);
  });
});
