import type { LogBreaker } from '../../log/log-breaker';
import type { ShedReason } from '../../observability/metrics/ingest-metrics';
import type { Random } from '../../platform/random';
import { type HttpProblem, unavailable } from '../../http/problem';
import { type Occupancy, Place } from './place';
import type { ServerLoad } from './server-load';

export interface GateLimits {
  /** Requests that are being parsed or appended at one time. */
  readonly requests: number;
  /** Bytes of all bodies, as far as they have come, and unpacked. */
  readonly bytes: number;
}

/** A class of 1,000 that reports in the same moment fits twice; its bodies, parsed, stay far below what a small machine has. */
export const GATE_LIMITS: GateLimits = { requests: 2000, bytes: 128 * 1024 * 1024 };

type GateReason = Exclude<ShedReason, 'student_rate'>;

export interface GateDeps {
  readonly limits: GateLimits;
  readonly load: ServerLoad;
  readonly breaker: () => LogBreaker;
  readonly random: Random;
  readonly onShed: (reason: GateReason) => void;
}

const DETAILS: Readonly<Record<GateReason, string>> = {
  breaker_open: 'The log cannot be reached or cannot take more now. Nothing was acknowledged.',
  requests_in_flight: 'The server is busy with too many requests. Nothing was acknowledged.',
  bytes_in_flight: 'The server is busy with too large requests. Nothing was acknowledged.',
  event_loop: 'The server cannot keep up. Nothing was acknowledged.',
};

/** Bounds what the server takes on at one time: the rest is told when to come again, if possible before a byte of its body is read. */
export class AdmissionGate {
  readonly #occupancy: Occupancy = { requests: 0, bytes: 0 };

  constructor(private readonly deps: GateDeps) {}

  get inFlight(): Readonly<Occupancy> {
    return this.#occupancy;
  }

  /**
   * Lets a request in, which takes nothing yet.
   * @param bytes what the body may become
   * @throws HttpProblem `unavailable`, at once
   */
  enter(bytes: number): Place {
    this.#refuse(this.#isClosedTo(bytes));
    return new Place(this.#occupancy);
  }

  /**
   * Begins the work on a body that is whole.
   * @param bytes what it may become beyond what has come
   * @throws HttpProblem `unavailable`: others were quicker
   */
  beginWork(place: Place, bytes: number): void {
    this.#refuse(this.#isFullFor(bytes));
    place.beginWork(bytes);
  }

  #isClosedTo(bytes: number): GateReason | undefined {
    const { load, breaker } = this.deps;
    if (breaker().kind === 'open') {
      return 'breaker_open';
    }
    return this.#isFullFor(bytes) ?? (load.isOverloaded ? 'event_loop' : undefined);
  }

  #isFullFor(bytes: number): GateReason | undefined {
    const { limits } = this.deps;
    if (this.#occupancy.requests >= limits.requests) {
      return 'requests_in_flight';
    }
    return this.#occupancy.bytes + bytes > limits.bytes ? 'bytes_in_flight' : undefined;
  }

  #refuse(reason: GateReason | undefined): void {
    if (reason !== undefined) {
      throw this.#shed(reason);
    }
  }

  #shed(reason: GateReason): HttpProblem {
    this.deps.onShed(reason);
    return unavailable(this.deps.random, DETAILS[reason]);
  }
}
