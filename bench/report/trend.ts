import { mean } from './quantile';

export interface Sample {
  readonly atS: number;
  readonly value: number;
}

/** How a figure went over time. */
export interface Trend {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Of the straight line through the samples. */
  readonly slopePerMinute: number;
  /** What that line rises over the whole time, as a share of the mean. */
  readonly growth: number;
}

/** The trend of the last two thirds of the samples: before that a server fills its caches. */
export function trendOf(samples: readonly Sample[]): Trend {
  const settled = samples.slice(Math.floor(samples.length / 3));
  const values = settled.map(({ value }) => value);
  const slopePerS = slopeOf(settled);
  const spanS = (settled.at(-1)?.atS ?? 0) - (settled[0]?.atS ?? 0);
  return {
    min: Math.min(...values),
    max: Math.max(...values),
    mean: mean(values),
    slopePerMinute: slopePerS * 60,
    growth: (slopePerS * spanS) / mean(values),
  };
}

/** By least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const meanAt = mean(samples.map(({ atS }) => atS));
  const meanValue = mean(samples.map(({ value }) => value));
  const sum = (of: (sample: Sample) => number): number => samples.reduce((total, sample) => total + of(sample), 0);
  return sum(({ atS, value }) => (atS - meanAt) * (value - meanValue)) / sum(({ atS }) => (atS - meanAt) ** 2);
}
