import { expect, it } from 'vitest';
import type { HelpRequest, Visit } from '../../../../src/protocol';
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

it('while somebody calls, a visit that is done says nothing: not even one after the call was claimed', () => {
  const claim = claimedAt(5 * 60_000);
  const call: HelpRequest = { id: 'h', studentId: 'a', since: claim.at, status: 'claimed', by: claim.by, at: claim.at };
  const done: Visit = { ...claimedAt(60_000), status: 'done' };
  expect(visitStateOf({ calls: [call], visits: [done], newsMs: 0 }, NOW)).toEqual({ kind: 'claimed', visit: claim });
});
