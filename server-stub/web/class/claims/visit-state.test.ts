import { expect, it } from 'vitest';
import type { Visit } from '../../../../src/protocol';
import { visitStateOf } from './visit-state';

const NOW = Date.parse('2026-11-23T10:00:00Z');
const claimedAt = (agoMs: number): Visit => ({
  status: 'claimed',
  by: { id: 'g', name: 'Grace' },
  at: new Date(NOW - agoMs).toISOString(),
});

it.each([
  ['a minute ago', 60_000, 'claimed'],
  ['16 minutes ago', 16 * 60_000, 'none'],
  ['a minute from now, by a clock that is a little ahead', -60_000, 'claimed'],
  ['tomorrow, by a clock that was a day ahead', -24 * 3_600_000, 'none'],
])('who set out %s: %s', (_when, agoMs, kind) => {
  expect(visitStateOf({ calls: [], visits: [claimedAt(agoMs)], newsMs: 0 }, NOW).kind).toBe(kind);
});
