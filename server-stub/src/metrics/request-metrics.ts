import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ProblemCode } from '../../../src/protocol';
import { LATENCY_BUCKETS_S } from './buckets';

/** One answered request. `route` is the route's pattern and never its address, which can hold a name. */
export interface AnsweredRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly elapsedMs: number;
  /** Why it was refused, if it was. */
  readonly problem: ProblemCode | undefined;
  /** A feed: how long it was open says nothing about the server. */
  readonly isLongLived: boolean;
  /** Asked by a machine that watches the server, and no part of the class's experience. */
  readonly isProbe: boolean;
}

export interface Traffic {
  /** Answered since the start; probes left out. */
  readonly requests: number;
  /** Of them, those with a 5xx. */
  readonly failures: number;
  readonly requestsInFlight: number;
  readonly connections: number;
}

/** Requests of every kind, and the connections that they come over. */
export class RequestMetrics {
  readonly #requests: Counter<'method' | 'route' | 'status'>;
  readonly #refused: Counter<'route' | 'code'>;
  readonly #durations: Histogram<'route'>;
  readonly #inFlight: Gauge;
  readonly #bytesInFlight: Gauge;
  readonly #openConnections: Gauge;
  #requestsInFlight = 0;
  #connections = 0;
  #answered = 0;
  #failures = 0;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#requests = new Counter({
      name: 'cell_monitor_requests_total',
      help: 'Requests that were answered.',
      labelNames: ['method', 'route', 'status'],
      registers,
    });
    this.#refused = new Counter({
      name: 'cell_monitor_requests_refused_total',
      help: "Requests that were refused, by the protocol's code for the reason.",
      labelNames: ['route', 'code'],
      registers,
    });
    this.#durations = new Histogram({
      name: 'cell_monitor_request_duration_seconds',
      help: 'From the arrival of a request to the end of its answer; feeds left out.',
      labelNames: ['route'],
      buckets: LATENCY_BUCKETS_S,
      registers,
    });
    this.#inFlight = new Gauge({
      name: 'cell_monitor_requests_in_flight',
      help: 'Requests without an answer yet; feeds left out.',
      registers,
    });
    this.#bytesInFlight = new Gauge({
      name: 'cell_monitor_request_bytes_in_flight',
      help: 'Bytes that the bodies of the requests in flight were announced with.',
      registers,
    });
    this.#openConnections = new Gauge({ name: 'cell_monitor_connections_open', help: 'Open connections of clients.', registers });
  }

  get traffic(): Traffic {
    return {
      requests: this.#answered,
      failures: this.#failures,
      requestsInFlight: this.#requestsInFlight,
      connections: this.#connections,
    };
  }

  arrived(bodyBytes: number): void {
    this.#requestsInFlight += 1;
    this.#inFlight.set(this.#requestsInFlight);
    this.#bytesInFlight.inc(bodyBytes);
  }

  /** Answered, or the client is gone. */
  left(bodyBytes: number): void {
    this.#requestsInFlight -= 1;
    this.#inFlight.set(this.#requestsInFlight);
    this.#bytesInFlight.dec(bodyBytes);
  }

  answered({ method, route, status, elapsedMs, problem, isLongLived, isProbe }: AnsweredRequest): void {
    this.#requests.inc({ method, route, status });
    if (problem !== undefined) {
      this.#refused.inc({ route, code: problem });
    }
    if (!isLongLived) {
      this.#durations.observe({ route }, elapsedMs / 1000);
    }
    if (!isProbe) {
      this.#answered += 1;
      this.#failures += status >= 500 ? 1 : 0;
    }
  }

  connected(): void {
    this.#connections += 1;
    this.#openConnections.set(this.#connections);
  }

  disconnected(): void {
    this.#connections -= 1;
    this.#openConnections.set(this.#connections);
  }
}
