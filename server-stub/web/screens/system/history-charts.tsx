import { type ReactNode, useMemo } from 'react';
import type { SystemSample, SystemState } from '../../../../src/protocol';
import { ChartPanel } from '../../shared/charts/chart-panel';
import type { ChartColour, ChartSpec } from '../../shared/charts/chart-spec';
import { timeTicks } from '../../shared/charts/time-ticks';
import { formatClock, formatCount } from '../../text/format';
import { t } from '../../text/translate';

const MIB = 1024 * 1024;

interface Line {
  readonly name: string;
  readonly colour: ChartColour;
  readonly read: (sample: SystemSample) => number | null;
}

interface History {
  readonly title: string;
  readonly valueName: string;
  readonly format: (value: number) => string;
  readonly lines: readonly Line[];
}

const inMib = (bytes: number | null): number | null => (bytes === null ? null : bytes / MIB);
const mib = (value: number): string => t('system.mib', { n: Math.round(value) });

/** The same figures over the last hours; Redis only where it stores the events. */
function histories(isRedis: boolean): readonly History[] {
  const traffic: History = {
    title: t('system.traffic'),
    valueName: t('system.perSecond'),
    format: value => formatCount(Math.round(value * 10) / 10),
    lines: [
      { name: t('system.eventsPerSecond'), colour: 'working', read: sample => sample.eventsPerSecond },
      { name: t('system.requestsPerSecond'), colour: 'ran', read: sample => sample.requestsPerSecond },
    ],
  };
  const connections: History = {
    title: t('system.connections'),
    valueName: t('system.connections'),
    format: formatCount,
    lines: [
      { name: t('system.connections'), colour: 'accent', read: sample => sample.connections },
      { name: t('system.viewers'), colour: 'help', read: sample => sample.viewers },
      ...(isRedis
        ? [{ name: t('system.redisLink'), colour: 'stuck' as const, read: (sample: SystemSample) => sample.redisConnections }]
        : []),
    ],
  };
  const memory: History = {
    title: t(isRedis ? 'system.memory' : 'system.memoryAndStorage'),
    valueName: t(isRedis ? 'system.memory' : 'system.logSize'),
    format: mib,
    lines: [
      { name: t('system.process'), colour: 'accent', read: sample => inMib(sample.residentBytes) },
      isRedis
        ? { name: t('system.redisStore'), colour: 'stuck', read: sample => inMib(sample.redisMemoryBytes) }
        : { name: t('system.log'), colour: 'idle', read: sample => inMib(sample.logBytes) },
    ],
  };
  const delay: History = {
    title: t('system.eventLoop'),
    valueName: t('system.lag'),
    format: value => t('common.units.milliseconds', { n: Math.round(value) }),
    lines: [{ name: t('system.eventLoop'), colour: 'stuck', read: sample => sample.eventLoopDelayP99Ms }],
  };
  return [traffic, connections, memory, delay];
}

/** The server over the last hours, each chart with its table. */
export function HistoryCharts({ state: { store, history } }: { readonly state: SystemState }): ReactNode {
  const { kind } = store;
  const specs = useMemo(() => historySpecs(kind, history), [kind, history]);
  return (
    <div className="system-charts">
      {specs.map(({ title, spec }) => (
        <ChartPanel key={title} title={title} spec={spec} />
      ))}
    </div>
  );
}

/** The charts of a server that keeps its events there. */
export function historySpecs(
  store: SystemState['store']['kind'],
  history: readonly SystemSample[],
): readonly { readonly title: string; readonly spec: ChartSpec }[] {
  return histories(store === 'redis').map(each => ({ title: each.title, spec: toSpec(each, history) }));
}

function toSpec({ valueName, format, lines }: History, samples: readonly SystemSample[]): ChartSpec {
  return {
    kind: 'lines',
    labelName: t('system.time'),
    labels: samples.map(({ at }) => formatClock(Date.parse(at))),
    ticks: timeTicks(samples.map(({ at }) => Date.parse(at))),
    valueName,
    series: lines.map(({ name, colour, read }) => ({ name, colour, values: samples.map(read) })),
    format,
  };
}
