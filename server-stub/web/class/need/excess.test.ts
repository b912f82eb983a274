import { expect, it } from 'vitest';
import { excessOf } from './excess';
import type { Reason } from './reason';

const NOW_MS = 1_000_000;
const callAt = (sinceMs: number): Reason => ({
  kind: 'help',
  exercise: null,
  sinceMs,
  request: { id: 'h', studentId: 'a', since: new Date(sinceMs).toISOString(), status: 'open' },
});

it('puts the earlier of two calls first, also when both are newer than the clock’s last step', () => {
  expect(excessOf(callAt(NOW_MS + 2000), NOW_MS)).toBeGreaterThan(excessOf(callAt(NOW_MS + 6000), NOW_MS));
});
