import { Registry } from 'prom-client';
import type { BreakerState } from '../../../src/protocol';
import { type Stopwatch, systemStopwatch } from '../platform/stopwatch';
import { type MetricsSnapshot, takeSnapshot } from './exposition';
import { FeedMetrics } from './feed-metrics';
import { IngestMetrics, type ShedReason } from './ingest-metrics';
import { RequestMetrics } from './request-metrics';

/**
 * What one process counts of itself, for `GET /metrics` and the system data. Each app has its own, with its own registry;
 * counting costs a fraction of a microsecond and never throws into a request.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new RequestMetrics(this.registry);
  readonly ingest: IngestMetrics;
  readonly feed = new FeedMetrics(this.registry);

  constructor(stopwatch: Stopwatch = systemStopwatch) {
    this.ingest = new IngestMetrics(this.registry, stopwatch);
  }

  /** A request was turned away before anything was done for it. */
  shed(reason: ShedReason): void {
    this.ingest.shed(reason);
  }

  /** The circuit breaker before the log is now in this state. */
  breaker(state: BreakerState): void {
    this.ingest.breaker(state);
  }

  snapshot(): Promise<MetricsSnapshot> {
    return takeSnapshot(this.registry);
  }
}
