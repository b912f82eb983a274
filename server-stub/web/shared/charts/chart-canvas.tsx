import { BarController, BarElement, CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js';
import { type ReactNode, useEffect, useRef } from 'react';
import type { ChartSpec } from './chart-spec';
import { gapMarks } from './gap-marks';
import { paint } from './paint';
import { type Palette, toChartConfig } from './to-chart-config';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip);

/** Pixels of a bar's row, and of the axis. */
const BAR_ROW = 26;
const AROUND_BARS = 36;
/** What is taller is pushed about in a frame. */
const TALL = 540;

/** A chart as a picture. Its text is the table that `ChartPanel` keeps behind it, and its kind stays. */
export function ChartCanvas({ spec, label }: { readonly spec: ChartSpec; readonly label: string }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart<'bar' | 'line'>>(undefined);
  useEffect(() => {
    // Without a canvas to draw on (a text browser), the table has to do.
    if (canvas.current?.getContext('2d')) {
      chart.current = draw(chart.current, canvas.current, spec);
    }
  }, [spec]);
  useEffect(
    () => () => {
      chart.current?.destroy();
      chart.current = undefined;
    },
    [],
  );
  // Lines take what room there is.
  const height = spec.kind === 'bars' ? spec.labels.length * BAR_ROW + AROUND_BARS : undefined;
  const chartOf = (
    <div className="chart" data-kind={spec.kind} style={{ height }}>
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
  return height !== undefined && height > TALL ? (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is pushed about is reachable by keyboard too
    <div className="chart-frame" tabIndex={0} role="group" aria-label={label}>
      {chartOf}
    </div>
  ) : (
    chartOf
  );
}

function draw(chart: Chart<'bar' | 'line'> | undefined, canvas: HTMLCanvasElement, spec: ChartSpec): Chart<'bar' | 'line'> {
  const palette = readPalette(canvas);
  const config = toChartConfig(spec, palette);
  if (chart === undefined) {
    return new Chart<'bar' | 'line'>(canvas, { ...config, plugins: [gapMarks(palette.ink)] });
  }
  chart.data = config.data;
  chart.options = config.options ?? {};
  chart.update('none');
  return chart;
}

function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    of: colour => read(`--${colour}`),
    paint: (colour, fill) => paint(read(`--${colour}`), read('--surface'), fill),
    ink: read('--ink-soft'),
    line: read('--line'),
    font: style.fontFamily,
  };
}
