import { AggregatorRegistry, type MetricObjectWithValues, type MetricValue, type Registry } from 'prom-client';

/** What one process counts, as plain data that can travel between processes. */
export type MetricsSnapshot = readonly MetricObjectWithValues<MetricValue<string>>[];

export function takeSnapshot(registry: Registry): Promise<MetricsSnapshot> {
  return registry.getMetricsAsJSON();
}

/** The Prometheus text of several processes' counts as if they were one: counters are summed, gauges as each says of itself. */
export async function toExposition(snapshots: readonly MetricsSnapshot[]): Promise<string> {
  const registry = AggregatorRegistry.aggregate(snapshots.map(snapshot => snapshot.map(keepStartTime)));
  return registry.metrics();
}

/** The library leaves a process's start out of a sum; the earliest one still tells of a restart. */
function keepStartTime(metric: MetricsSnapshot[number]): MetricsSnapshot[number] {
  return metric.aggregator === 'omit' ? { ...metric, aggregator: 'min' } : metric;
}
