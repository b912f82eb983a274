import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ProblemCode } from '../../../../src/protocol';
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
  #requestsInFlight = 0;
  #bytesInFlight = 0;
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
    this.#tellWhatIsOpen(registers);
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
    this.#bytesInFlight += bodyBytes;
  }

  /** Answered, or the client is gone. */
  left(bodyBytes: number): void {
    this.#requestsInFlight -= 1;
    this.#bytesInFlight -= bodyBytes;
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
  }

  disconnected(): void {
    this.#connections -= 1;
  }

  /** Read when somebody asks: a request pays for none of it. */
  #tellWhatIsOpen(registers: Registry[]): void {
    const tell = (name: string, help: string, read: () => number): void => {
      const gauge: Gauge = new Gauge({ name, help, registers, collect: () => gauge.set(read()) });
    };
    tell('cell_monitor_requests_in_flight', 'Requests without an answer yet; feeds left out.', () => this.#requestsInFlight);
    tell(
      'cell_monitor_request_bytes_in_flight',
      'Bytes that the bodies of the requests in flight were announced with.',
      () => this.#bytesInFlight,
    );
    tell('cell_monitor_connections_open', 'Open connections of clients.', () => this.#connections);
  }
}
