import type { ChartConfiguration } from 'chart.js';
import { shortLabels } from '../../text/short-labels';
import { type ChartColour, type ChartSpec, valueText } from './chart-spec';

/** The page's colours as the browser works them out. */
export interface Palette {
  readonly of: (colour: ChartColour) => string;
  readonly ink: string;
  readonly line: string;
  readonly font: string;
}

/** Characters of a label on the axis; beside the pointer and in the table it is whole. */
const TICK_LENGTH = 26;

/** The spec as a chart.js configuration, without animation. */
export function toChartConfig(spec: ChartSpec, palette: Palette): ChartConfiguration<'bar' | 'line'> {
  const isBars = spec.kind === 'bars';
  const font = { family: palette.font, size: 13 };
  const ticks = shortLabels(spec.ticks ?? spec.labels, TICK_LENGTH);
  const titled = (text: string) => ({ display: true, text, color: palette.ink, font });
  const ofLabels = {
    title: titled(spec.labelName),
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
    title: titled(spec.valueName),
    beginAtZero: true,
    ...(spec.max !== undefined && { max: spec.max }),
    grid: { color: palette.line },
    border: { display: false },
    ticks: { color: palette.ink, font, maxTicksLimit: 6, maxRotation: 0, callback: (value: number | string) => spec.format(Number(value)) },
  };
  return {
    type: isBars ? 'bar' : 'line',
    data: { labels: [...spec.labels], datasets: spec.series.map(series => toDataset(series, isBars, palette)) },
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
        legend: { display: spec.series.length > 1, align: 'start', labels: { color: palette.ink, font, boxWidth: 14, boxHeight: 14 } },
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

function toDataset({ name, colour, values }: ChartSpec['series'][number], isBars: boolean, palette: Palette): Dataset {
  const data = values.map(value => (value === null || Number.isNaN(value) ? null : value));
  const colourOf = palette.of(colour);
  return isBars
    ? { label: name, data, backgroundColor: colourOf, borderRadius: 3, maxBarThickness: 18 }
    : {
        label: name,
        data,
        borderColor: colourOf,
        backgroundColor: colourOf,
        borderWidth: 2,
        pointRadius: 0,
        pointHitRadius: 12,
        tension: 0,
      };
}
