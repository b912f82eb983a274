import { Registry } from 'prom-client';
import type { BreakerState } from '../../../../src/protocol';
import type { ProcessProbe, ProcessReading } from '../../platform/process/process-probe';
import { type Stopwatch, systemStopwatch } from '../../platform/stopwatch';
import { AlertMetrics } from './alert-metrics';
import { type MetricsSnapshot, takeSnapshot } from './exposition';
import { FeedMetrics } from './feed-metrics';
import { IngestMetrics, type ShedReason } from './ingest-metrics';
import { collectProcessMetrics } from './process-metrics';
import { JanitorMetrics } from './janitor-metrics';
import { RequestMetrics } from './request-metrics';
import { StoreMetrics } from './store-metrics';

/** What one process says of itself, as plain data that can travel between processes. */
export interface ProcessReport {
  /** For `/metrics`. */
  readonly metrics: MetricsSnapshot;
  readonly vitals: Vitals;
}

/** The few figures that alerts and the system data are made of. Counts are since the process's start. */
export interface Vitals {
  readonly requests: number;
  /** Of the requests, those that were answered with a 5xx. */
  readonly failures: number;
  readonly shed: number;
  readonly eventsAppended: number;
  readonly requestsInFlight: number;
  readonly connections: number;
  readonly viewers: number;
  readonly breaker: BreakerState;
  readonly janitorFailuresInARow: number;
  /** Undefined for a process that does not watch itself. */
  readonly process: ProcessReading | undefined;
}

export interface MetricsDeps {
  /** Also counts what the whole process does; without it only what the app does. */
  readonly probe?: ProcessProbe;
  readonly stopwatch?: Stopwatch;
}

/**
 * What one process counts of itself, for `GET /metrics`, the alerts and the system data. Each app has its own, with its own
 * registry; counting costs a fraction of a microsecond and never throws into a request.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new RequestMetrics(this.registry);
  readonly ingest: IngestMetrics;
  readonly feed = new FeedMetrics(this.registry);
  readonly store = new StoreMetrics(this.registry);
  readonly janitor = new JanitorMetrics(this.registry);
  readonly alerts = new AlertMetrics(this.registry);
  readonly #probe: ProcessProbe | undefined;

  constructor({ probe, stopwatch = systemStopwatch }: MetricsDeps = {}) {
    this.ingest = new IngestMetrics(this.registry, stopwatch);
    this.#probe = probe;
    if (probe !== undefined) {
      collectProcessMetrics(this.registry, probe);
    }
  }

  /** A request was turned away before anything was done for it. */
  shed(reason: ShedReason): void {
    this.ingest.shed(reason);
  }

  /** The circuit breaker before the log is now in this state. */
  breaker(state: BreakerState): void {
    this.ingest.breaker(state);
  }

  /** For the process that answers for all of them. */
  async report(): Promise<ProcessReport> {
    return { metrics: await takeSnapshot(this.registry), vitals: this.vitals };
  }

  get vitals(): Vitals {
    const { requests, ingest, feed, janitor } = this;
    return {
      ...requests.traffic,
      shed: ingest.shedRequests,
      eventsAppended: ingest.eventsAppended,
      viewers: feed.viewers,
      breaker: ingest.breakerState,
      janitorFailuresInARow: janitor.failuresInARow,
      process: this.#probe?.(),
    };
  }
}
