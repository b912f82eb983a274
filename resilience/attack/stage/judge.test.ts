import { describe, expect, it } from 'vitest';
import { judge, rowOf } from './judge';
import { P50, P99, REFUSED } from './measures';

const trial = {
  attacked: { [P50]: 5, [P99]: 30, [REFUSED]: 0, students: 1200 },
  control: { [P50]: 4, [P99]: 10, [REFUSED]: 0, students: 33 },
  ownDelayMs: 1,
};
const metOf = (limit: object): boolean | undefined => judge({ limits: [{ measure: P99, ...limit }] }, trial)[0]?.isMet;

describe('a limit', () => {
  it('is met by what is as large as it allows, and by nothing larger', () => {
    expect([metOf({ atMost: 30 }), metOf({ atMost: 29 })]).toEqual([true, false]);
    expect([metOf({ atLeast: 30 }), metOf({ atLeast: 31 })]).toEqual([true, false]);
  });

  it('may be a multiple of what the other server took', () => {
    expect([metOf({ timesControl: 3 }), metOf({ timesControl: 2 })]).toEqual([true, false]);
  });

  it('is not met by a figure that was not measured', () => {
    expect([metOf({ measure: 'x', atMost: 1 }), metOf({ measure: 'students', timesControl: Number.NaN })]).toEqual([false, false]);
  });
});

it('the table names what was not met, with the figure of the control', () => {
  const limits = [
    { measure: REFUSED, atMost: 0 },
    { measure: P99, timesControl: 2 },
    { measure: 'students', atMost: 1000 },
  ];
  expect(rowOf('4', trial, judge({ limits }, trial))).toEqual({
    attack: '4',
    'p50, ms (control)': '5.0 (4.0)',
    'p50, ratio': '1.3',
    'p99, ms (control)': '30 (10)',
    'p99, ratio': '3.0',
    met: '**no**',
    'its own measures': '**students: 1,200 (control 33; at most 1,000)**',
  });
});
