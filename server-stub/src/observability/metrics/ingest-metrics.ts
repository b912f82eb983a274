import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { BreakerState, RejectedEvent } from '../../../../src/protocol';
import type { AppendResult } from '../../log/event-log';
import type { Stopwatch } from '../../platform/stopwatch';
import { LATENCY_BUCKETS_S } from './buckets';

const BREAKER_STATES: readonly BreakerState[] = ['closed', 'open'];

/** Why a request was turned away before anything was done for it. */
const SHED_REASONS = ['requests_in_flight', 'bytes_in_flight', 'event_loop', 'breaker_open', 'student_rate'] as const;
export type ShedReason = (typeof SHED_REASONS)[number];

const VERDICTS: readonly AppendResult['verdict'][] = ['appended', 'known', 'rewind'];

/** What students report: what was taken, what was turned away, and how the log bore it. */
export class IngestMetrics {
  readonly #stopwatch: Stopwatch;
  readonly #batches: Counter<'verdict'>;
  readonly #events: Counter<'verdict'>;
  readonly #rejected: Counter<'code'>;
  readonly #shed: Counter<'reason'>;
  readonly #appends: Histogram;
  readonly #failures: Counter;
  readonly #breaker: Gauge<'state'>;
  #breakerState: BreakerState = 'closed';
  #eventsAppended = 0;
  #shedRequests = 0;

  constructor(registry: Registry, stopwatch: Stopwatch) {
    const registers = [registry];
    this.#stopwatch = stopwatch;
    this.#batches = new Counter({
      name: 'cell_monitor_batches_total',
      help: 'Batches with events that the log decided about.',
      labelNames: ['verdict'],
      registers,
    });
    this.#events = new Counter({
      name: 'cell_monitor_events_total',
      help: 'Sound events in those batches; a lost range counts as one.',
      labelNames: ['verdict'],
      registers,
    });
    this.#rejected = new Counter({
      name: 'cell_monitor_events_rejected_total',
      help: 'Events that were recorded as rejected.',
      labelNames: ['code'],
      registers,
    });
    this.#shed = new Counter({
      name: 'cell_monitor_requests_shed_total',
      help: 'Requests that were turned away before anything was done for them.',
      labelNames: ['reason'],
      registers,
    });
    this.#appends = new Histogram({
      name: 'cell_monitor_append_duration_seconds',
      help: 'From asking the log to append a batch to its answer.',
      buckets: LATENCY_BUCKETS_S,
      registers,
    });
    this.#failures = new Counter({
      name: 'cell_monitor_append_failures_total',
      help: 'Appends that are not known to be in the log.',
      registers,
    });
    this.#breaker = new Gauge({
      name: 'cell_monitor_log_breaker_state',
      help: 'Processes whose circuit breaker before the log is in this state.',
      labelNames: ['state'],
      registers,
    });
    this.breaker('closed');
    this.#startAtNothing();
  }

  /** A series that begins with its first event hides that event from `rate()`. */
  #startAtNothing(): void {
    SHED_REASONS.forEach(reason => this.#shed.inc({ reason }, 0));
    VERDICTS.forEach(verdict => this.#batches.inc({ verdict }, 0));
    VERDICTS.forEach(verdict => this.#events.inc({ verdict }, 0));
  }

  get breakerState(): BreakerState {
    return this.#breakerState;
  }

  /** Since the start. */
  get eventsAppended(): number {
    return this.#eventsAppended;
  }

  /** Since the start. */
  get shedRequests(): number {
    return this.#shedRequests;
  }

  breaker(state: BreakerState): void {
    this.#breakerState = state;
    for (const known of BREAKER_STATES) {
      this.#breaker.set({ state: known }, known === state ? 1 : 0);
    }
  }

  shed(reason: ShedReason): void {
    this.#shedRequests += 1;
    this.#shed.inc({ reason });
  }

  /** Lets the log append and takes the time. Failures are counted and passed on. */
  async timeAppend(append: () => Promise<AppendResult>): Promise<AppendResult> {
    const startMs = this.#stopwatch();
    try {
      return await append();
    } catch (error) {
      this.#failures.inc();
      throw error;
    } finally {
      this.#appends.observe((this.#stopwatch() - startMs) / 1000);
    }
  }

  /** @param events how many sound ones the batch held */
  decided(verdict: AppendResult['verdict'], events: number, rejected: readonly RejectedEvent[]): void {
    this.#batches.inc({ verdict });
    this.#events.inc({ verdict }, events);
    if (verdict === 'appended') {
      this.#eventsAppended += events;
      rejected.forEach(({ code }) => this.#rejected.inc({ code }));
    }
  }
}
