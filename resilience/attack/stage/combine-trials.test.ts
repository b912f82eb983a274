import { expect, it } from 'vitest';
import { combineTrials } from './combine-trials';
import { P50, P99, REFUSED } from './measures';

const limits = [
  { measure: P99, timesControl: 2 },
  { measure: REFUSED, atMost: 0 },
  { measure: 'joined', atLeast: 30 },
];
const trial = (p99: number, refused: number, joined: number, control = 10) => ({
  attacked: { [P50]: p99 / 10, [P99]: p99, [REFUSED]: refused, joined },
  control: { [P99]: control, joined: 30 },
  ownDelayMs: p99,
});

it('holds the median against the control, and the worst against a limit of its own', () => {
  const all = [trial(12, 0, 30, 8), trial(40, 1, 30, 6), trial(14, 0, 29, 30)];

  expect(combineTrials({ limits }, all)).toEqual({
    attacked: { [P50]: 1.4, [P99]: 14, [REFUSED]: 1, joined: 29 },
    control: { [P99]: 8, joined: 30 },
    ownDelayMs: 40,
  });
});

it('leaves one as it is', () => {
  expect(combineTrials({ limits }, [trial(12, 0, 30)])).toEqual(trial(12, 0, 30));
});

it('takes what was missing once for missing', () => {
  const { attacked } = combineTrials({ limits }, [trial(12, 0, 30), trial(Number.NaN, Number.NaN, 30), trial(13, 0, 30)]);

  expect([attacked[P99], attacked[REFUSED]]).toEqual([Number.NaN, Number.NaN]);
});
