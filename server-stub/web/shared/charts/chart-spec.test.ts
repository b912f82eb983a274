import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { historySpecs } from '../../screens/system/history-charts';
import { exerciseSpec } from '../../screens/exercises/exercise-charts';
import { type ChartSpec, dashOf, fillOf } from './chart-spec';
import { timeTicks } from './time-ticks';

const CHARTS: readonly (readonly [string, ChartSpec])[] = [
  ...(['sqlite', 'redis'] as const).flatMap(store =>
    historySpecs(store, []).map(({ title, spec }) => [`${title}, ${store}`, spec] as const),
  ),
  ['the results of exercises', exerciseSpec([], 1, 'share')],
];

describe.each(CHARTS)('the chart of %s', (_, { kind, series }) => {
  it.each(['light', 'dark'] as const)('has series that nobody takes for one another, %s', scheme => {
    const colours = series.map(({ colour }) => toOklab(colourOf(colour, scheme)));
    for (const [index, colour] of colours.entries()) {
      for (const other of colours.slice(index + 1)) {
        expect(Math.hypot(...colour.map((part, at) => part - (other[at] ?? 0)))).toBeGreaterThan(0.1);
      }
    }
  });

  it('tells them apart without any colour', () => {
    const looks = series.map(({ colour }, place) => (kind === 'bars' ? fillOf(colour) : dashOf(place).join(' ')));
    expect(new Set(looks).size).toBe(series.length);
  });
});

it('has no two ticks of one time', () => {
  const times = (minutes: number): readonly number[] => Array.from({ length: 8 }, (_, index) => (index * minutes * 60_000) / 7);
  for (const minutes of [1, 5, 7.9, 8, 60]) {
    expect(new Set(timeTicks(times(minutes))).size).toBe(8);
  }
  expect(timeTicks(times(60))[0]).toMatch(/^\d\d:\d\d$/u);
});

/** As `tokens.css` has it. */
function colourOf(name: string, scheme: 'light' | 'dark'): string {
  const sheet = readFileSync(new URL('../theme/tokens.css', import.meta.url), 'utf8');
  const rules = scheme === 'dark' ? sheet.slice(sheet.indexOf("[data-mantine-color-scheme='dark']")) : sheet;
  return new RegExp(`--${name}: #([0-9a-f]{6})`, 'u').exec(rules)?.[1] ?? '';
}

/** A space in which distances are as large as they look. */
function toOklab(hex: string): readonly number[] {
  const linear = [0, 2, 4].map(at => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const mix = (weights: readonly number[], parts: readonly number[]): number =>
    weights.reduce((sum, weight, at) => sum + weight * (parts[at] ?? 0), 0);
  const cones = [
    [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
    [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
    [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
  ].map(weights => Math.cbrt(mix(weights, linear)));
  return [
    [0.210_454_255_3, 0.793_617_785, -0.004_072_046_8],
    [1.977_998_495_1, -2.428_592_205, 0.450_593_709_9],
    [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766],
  ].map(weights => mix(weights, cones));
}
