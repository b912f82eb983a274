import { type Row, showCount, showMib, showMs, showPercent } from '../../harness/report/table';
import type { IngestFigures } from './measure-target';
import type { TargetName } from './targets';

/** One target's figures, beside those that it is compared with at the same number of connections. */
export function toRow(figures: IngestFigures, all: readonly IngestFigures[]): Row {
  const { target, connections, tally, measuredS, verdict } = figures;
  return {
    target,
    connections,
    'events/s': showCount(tally.events / measuredS),
    // Of the server's processor time: what other programs on the machine do changes it little.
    'events/CPU s': showCount(tally.events / (figures.serverCpu * measuredS)),
    'requests/s': showCount(tally.requests / measuredS),
    'p50 ms': showMs(tally.p50Ms),
    'p99 ms': showMs(tally.p99Ms),
    'of empty': showPercent(shareOf(figures, all, 'empty handler')),
    'of node:http': showPercent(shareOf(figures, all, 'node:http')),
    'not 202': tally.refusalsInWords,
    'lost/doubled':
      verdict === undefined ? '–' : `${showCount(verdict.lost)}/${showCount(verdict.doubled)} of ${showCount(verdict.acknowledged)}`,
    'RSS/max MiB': `${showMib(figures.rssBytes)}/${showMib(figures.maxRssBytes)}`,
    'CPU server/Redis/generator': [figures.serverCpu, figures.redisCpu, figures.generatorCpu].map(showPercent).join('/'),
    'Redis connections': figures.redisConnections,
  };
}

function shareOf({ connections, tally, measuredS }: IngestFigures, all: readonly IngestFigures[], peer: TargetName): number {
  const other = all.find(figures => figures.target === peer && figures.connections === connections);
  return other === undefined ? Number.NaN : tally.events / measuredS / (other.tally.events / other.measuredS);
}
