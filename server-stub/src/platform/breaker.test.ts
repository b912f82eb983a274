import { describe, expect, it } from 'vitest';
import { afterFailedProbe, afterFailure, type Breaker, CLOSED } from './breaker';
import type { Random } from './random';

const draw = (fraction: number): Random => ({ fraction: () => fraction, bytes: count => new Uint8Array(count) });

/** After so many failures in a row, the last of them at 1,000 ms. */
function afterFailures(failures: number, random = draw(0)): Breaker {
  return Array.from({ length: failures }).reduce<Breaker>(breaker => afterFailure(breaker, 'the disk is full', 1_000, random), CLOSED);
}

/** How long each probe is waited for, the first one included, when so many fail. */
function probeDelays(probes: number, fraction: number): number[] {
  let breaker = afterFailures(5, draw(fraction));
  let nowMs = 1_000;
  return Array.from({ length: probes }, () => {
    const dueMs = breaker.kind === 'open' ? breaker.probeAtMs : Number.NaN;
    const delayMs = dueMs - nowMs;
    nowMs = dueMs;
    breaker = afterFailedProbe(breaker, 'still full', nowMs, draw(fraction));
    return delayMs;
  });
}

describe('the server’s circuit breaker', () => {
  it('opens at the fifth failure in a row, and says why', () => {
    expect(afterFailures(4)).toEqual({ kind: 'closed', failures: 4 });
    expect(afterFailures(5)).toEqual({ kind: 'open', reason: 'the disk is full', failedProbes: 0, probeAtMs: 1_500 });
  });

  it('is not changed by what was under way when it opened', () => {
    const open = afterFailures(5);
    expect(afterFailure(open, 'late', 9_000, draw(0))).toBe(open);
  });

  it('probes after a second, and twice as long each time up to half a minute', () => {
    expect(probeDelays(8, 0.999_999)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('spreads the probes of several servers over half of that time', () => {
    expect(probeDelays(7, 0)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  });

  it('says what the newest probe found, and stays closed when one fails that came late', () => {
    expect(afterFailedProbe(afterFailures(5), 'no answer', 2_000, draw(0))).toMatchObject({ reason: 'no answer', failedProbes: 1 });
    expect(afterFailedProbe(CLOSED, 'no answer', 2_000, draw(0))).toBe(CLOSED);
  });
});
