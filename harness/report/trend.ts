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
  /**
   * How much higher the least value of the second half is than that of the first, as a share of it. Memory under a garbage collector
   * goes up and down like a saw; what is never given back again lifts its teeth.
   */
  readonly floorRise: number;
}

/** The trend of the last two thirds of the samples: before that a server fills its caches. */
export function trendOf(samples: readonly Sample[]): Trend {
  const settled = samples.slice(Math.floor(samples.length / 3));
  const values = settled.map(({ value }) => value);
  const half = Math.ceil(values.length / 2);
  const [floorBefore, floorAfter] = [Math.min(...values.slice(0, half)), Math.min(...values.slice(half))];
  return {
    min: Math.min(...values),
    max: Math.max(...values),
    mean: mean(values),
    slopePerMinute: slopeOf(settled) * 60,
    floorRise: floorAfter / floorBefore - 1,
  };
}

/** By least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const meanAt = mean(samples.map(({ atS }) => atS));
  const meanValue = mean(samples.map(({ value }) => value));
  const sum = (of: (sample: Sample) => number): number => samples.reduce((total, sample) => total + of(sample), 0);
  return sum(({ atS, value }) => (atS - meanAt) * (value - meanValue)) / sum(({ atS }) => (atS - meanAt) ** 2);
}
