import type { ChartConfiguration } from 'chart.js';
import { shortLabels } from '../../text/short-labels';
import { type ChartColour, type ChartSpec, dashOf, type Fill, fillOf, valueText } from './chart-spec';

/** The page's colours as the browser works them out. */
export interface Palette {
  readonly of: (colour: ChartColour) => string;
  /** What a part of a bar is filled with. */
  readonly paint: (colour: ChartColour, fill: Fill) => string | CanvasPattern;
  readonly ink: string;
  readonly line: string;
  readonly font: string;
}

/** Characters of a label on the axis; beside the pointer and in the table it is whole. */
const TICK_LENGTH = 26;

/** The spec as a chart.js configuration, without animation. What its colours and values are is said above the picture, where words have room. */
export function toChartConfig(spec: ChartSpec, palette: Palette): ChartConfiguration<'bar' | 'line'> {
  const isBars = spec.kind === 'bars';
  const font = { family: palette.font, size: 13 };
  const ticks = shortLabels(spec.ticks ?? spec.labels, TICK_LENGTH, spec.numbers);
  const ofLabels = {
    title: { display: !isBars, text: spec.labelName, color: palette.ink, font },
    grid: { display: false },
    border: { color: palette.line },
    ticks: {
      color: palette.ink,
      font,
      autoSkip: !isBars,
      // Times do not run together on a phone.
      autoSkipPadding: 12,
      callback: (_: unknown, index: number) => ticks[index] ?? '',
    },
  };
  const ofValues = {
    beginAtZero: true,
    ...(spec.max !== undefined && { max: spec.max }),
    grid: { color: palette.line },
    border: { display: false },
    ticks: { color: palette.ink, font, maxTicksLimit: 6, maxRotation: 0, callback: (value: number | string) => spec.format(Number(value)) },
  };
  return {
    type: isBars ? 'bar' : 'line',
    data: {
      labels: [...spec.labels],
      datasets: spec.series.map((series, place) => (isBars ? toBars(series, palette) : toLine(series, place, palette))),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      indexAxis: isBars ? 'y' : 'x',
      interaction: { mode: 'index', axis: isBars ? 'y' : 'x', intersect: false },
      scales: isBars
        ? { x: { ...ofValues, stacked: true }, y: { ...ofLabels, stacked: true } }
        : { x: { ...ofLabels, ticks: { ...ofLabels.ticks, maxTicksLimit: 8, maxRotation: 0 } }, y: ofValues },
      plugins: {
        tooltip: {
          titleFont: font,
          bodyFont: font,
          callbacks: {
            label: ({ dataset, dataIndex }) => `${dataset.label ?? ''}: ${valueText(spec, dataset.data[dataIndex] as number | null)}`,
          },
        },
      },
    },
  };
}

type Dataset = ChartConfiguration<'bar' | 'line'>['data']['datasets'][number];
type Series = ChartSpec['series'][number];

const dataOf = ({ values }: Series): (number | null)[] => values.map(value => (value === null || Number.isNaN(value) ? null : value));

function toBars(series: Series, palette: Palette): Dataset {
  const { name, colour } = series;
  return {
    label: name,
    data: dataOf(series),
    backgroundColor: palette.paint(colour, fillOf(colour)),
    borderRadius: 3,
    maxBarThickness: 18,
  };
}

function toLine(series: Series, place: number, palette: Palette): Dataset {
  const colour = palette.of(series.colour);
  return {
    label: series.name,
    data: dataOf(series),
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: 2,
    borderDash: [...dashOf(place)],
    pointRadius: 0,
    pointHitRadius: 12,
    tension: 0,
  };
}
