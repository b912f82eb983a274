import type { ChartData, Plugin } from 'chart.js';
import { t } from '../../text/translate';

const INSET_PX = 6;

/** Says of a row of which nothing is known or shown that it is no zero: the dash that stands for it everywhere. */
export const gapMarks = (ink: string): Plugin<'bar' | 'line'> => ({
  id: 'gapMarks',
  afterDatasetsDraw(chart) {
    const { x, y } = chart.scales;
    if (chart.options.indexAxis !== 'y' || x === undefined || y === undefined) {
      return;
    }
    const { ctx } = chart;
    ctx.save();
    ctx.fillStyle = ink;
    ctx.textBaseline = 'middle';
    for (const row of gapsOf(chart.data.datasets)) {
      ctx.fillText(t('common.none'), x.getPixelForValue(0) + INSET_PX, y.getPixelForValue(row));
    }
    ctx.restore();
  },
});

/** The rows without a value in any series. */
export function gapsOf(datasets: ChartData<'bar' | 'line'>['datasets']): readonly number[] {
  const [first] = datasets;
  const rows = first === undefined ? [] : [...first.data.keys()];
  return rows.filter(row => datasets.every(({ data }) => data[row] === null));
}
