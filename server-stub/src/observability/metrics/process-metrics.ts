import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import type { ProcessProbe } from '../../platform/process/process-probe';

/** Memory, processor, garbage collection and open files, by the names that every dashboard for Node knows, and the event loop. */
export function collectProcessMetrics(registry: Registry, probe: ProcessProbe): void {
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const delay: Gauge = new Gauge({
    name: 'cell_monitor_event_loop_delay_p99_seconds',
    help: '99% of timers were late by less, in the last 10 s; of several processes the worst.',
    aggregator: 'max',
    registers,
    collect: () => delay.set(probe().eventLoopDelayP99Ms / 1000),
  });
  const utilisation: Gauge = new Gauge({
    name: 'cell_monitor_event_loop_utilisation_ratio',
    help: 'The share of the last 10 s in which the event loop was busy; of several processes the worst.',
    aggregator: 'max',
    registers,
    collect: () => utilisation.set(probe().eventLoopUtilisation),
  });
}
