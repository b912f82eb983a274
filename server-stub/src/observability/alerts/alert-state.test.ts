import { describe, expect, it } from 'vitest';
import type { AlertSeverity } from '../../../../src/protocol';
import type { AlertRule } from './alert-rules';
import { nextState, initialState } from './alert-state';

const LEVELS = { warning: 100, critical: 200 };
const RULE = { worse: 'above', margin: 0.1, samples: 2 } as const;

/** The severity after each of these samples, one a second. */
function severities(
  values: readonly (number | undefined)[],
  rule: Pick<AlertRule, 'worse' | 'margin' | 'samples'> = RULE,
  levels = LEVELS,
): AlertSeverity[] {
  let state = initialState(0);
  return values.map((value, index) => {
    state = nextState(state, value, levels, rule, index * 1000);
    return state.severity;
  });
}

describe('an alert', () => {
  it('is not given for a value at its level', () => {
    expect(severities([100, 100, 100])).toEqual(['ok', 'ok', 'ok']);
  });

  it('is given when as many samples in a row as it takes are beyond the level', () => {
    expect(severities([101, 99, 101, 101])).toEqual(['ok', 'ok', 'ok', 'warning']);
  });

  it('is critical at once when all those samples are, and only a warning when one of them is', () => {
    expect(severities([201, 201])).toEqual(['ok', 'critical']);
    expect(severities([201, 150, 201, 201])).toEqual(['ok', 'warning', 'warning', 'critical']);
    expect(severities([150, 201])).toEqual(['ok', 'warning']);
  });

  it('stays while the value swings around its level, and ends when it is better by the margin', () => {
    expect(severities([101, 101, 99, 90, 101, 95, 89, 89])).toEqual([
      'ok',
      'warning',
      'warning',
      'warning',
      'warning',
      'warning',
      'warning',
      'ok',
    ]);
  });

  it('goes from critical to a warning, and to none, by the same margins', () => {
    expect(severities([300, 300, 185, 185, 179, 179, 89, 89])).toEqual([
      'ok',
      'critical',
      'critical',
      'critical',
      'critical',
      'warning',
      'warning',
      'ok',
    ]);
    expect(severities([300, 300, 10, 150])).toEqual(['ok', 'critical', 'critical', 'warning']);
  });

  it('stays as it is while its value is not known, and agreeing starts over', () => {
    expect(severities([101, undefined, 101, 101, undefined, undefined])).toEqual(['ok', 'ok', 'ok', 'warning', 'warning', 'warning']);
  });

  it('can watch for too little', () => {
    expect(
      severities([9, 9, 4, 4, 5.4, 5.4, 5.6, 5.6, 10.9, 11.1, 11.1], { ...RULE, worse: 'below' }, { warning: 10, critical: 5 }),
    ).toEqual(['ok', 'warning', 'warning', 'critical', 'critical', 'critical', 'critical', 'warning', 'warning', 'warning', 'ok']);
  });

  it('without a margin ends with the first sample at its level', () => {
    expect(severities([1, 0, 1], { worse: 'above', margin: 0, samples: 1 }, { warning: 0, critical: 2 })).toEqual([
      'warning',
      'ok',
      'warning',
    ]);
  });

  it('says since when it stands', () => {
    let state = initialState(5);
    state = nextState(state, 150, LEVELS, RULE, 10);
    expect(state.sinceMs).toBe(5);
    state = nextState(state, 150, LEVELS, RULE, 20);
    state = nextState(state, 150, LEVELS, RULE, 30);
    expect(state).toEqual({ severity: 'warning', sinceMs: 20, pending: undefined });
  });
});
