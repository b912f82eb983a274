import type { ReactNode } from 'react';
import { t } from '../../../text/translate';
import { formatMoment } from '../../../text/format';
import { isFailure, type TimelineItem, type TimelineRun } from './timeline-item';

const WIDTH = 600;
const HEIGHT = 36;

/** The runs on a time line: ticks up for success, down for failure. The list below has the same, run by run. */
export function RunStrip({ items }: { readonly items: readonly TimelineItem[] }): ReactNode {
  const runs = items.filter(item => item.kind === 'run');
  const [newest] = runs;
  const oldest = runs.at(-1);
  if (newest === undefined || oldest === undefined || newest === oldest) {
    return null;
  }
  const fromMs = Date.parse(oldest.time);
  const spanMs = Math.max(1, Date.parse(newest.time) - fromMs);
  const failed = runs.filter(isFailure).length;
  return (
    <figure className="run-strip">
      <svg viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`} preserveAspectRatio="none" role="img">
        <title>{t('timeline.strip', { count: runs.length, failed })}</title>
        <line x1="0" x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} className="run-strip-axis" />
        {runs.map(run => (
          <Tick key={run.key} run={run} x={((Date.parse(run.time) - fromMs) / spanMs) * WIDTH} />
        ))}
      </svg>
      <figcaption className="soft">
        <span>{formatMoment(fromMs)}</span>
        <span>{formatMoment(Date.parse(newest.time))}</span>
      </figcaption>
    </figure>
  );
}

function Tick({ run, x }: { readonly run: TimelineRun; readonly x: number }): ReactNode {
  const isFailed = isFailure(run);
  const [y1, y2] = isFailed ? [HEIGHT / 2, HEIGHT - 2] : [2, HEIGHT / 2];
  return <line x1={x} x2={x} y1={y1} y2={y2} className="run-strip-tick" data-ok={!isFailed} vectorEffect="non-scaling-stroke" />;
}
