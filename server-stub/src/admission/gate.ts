import type { LogBreaker } from '../log/log-breaker';
import type { ShedReason } from '../metrics/ingest-metrics';
import type { Random } from '../platform/random';
import { type HttpProblem, unavailable } from '../problem';
import type { ServerLoad } from './server-load';

export interface GateLimits {
  /** Requests that are being read, parsed or appended at one time. */
  readonly requests: number;
  /** Bytes that their bodies may take, unpacked. */
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

/** Bounds what the server takes on at one time, before a byte of a body is read: the rest is told when to come again. */
export class AdmissionGate {
  #requests = 0;
  #bytes = 0;

  constructor(private readonly deps: GateDeps) {}

  get inFlight(): { readonly requests: number; readonly bytes: number } {
    return { requests: this.#requests, bytes: this.#bytes };
  }

  /**
   * @param bytes what the body may take
   * @returns call it once when the request has ended, however it ended
   * @throws HttpProblem `unavailable`, at once
   */
  enter(bytes: number): () => void {
    const reason = this.#findReason(bytes);
    if (reason !== undefined) {
      throw this.#shed(reason);
    }
    this.#requests += 1;
    this.#bytes += bytes;
    return () => {
      this.#requests -= 1;
      this.#bytes -= bytes;
    };
  }

  #findReason(bytes: number): GateReason | undefined {
    const { limits, load, breaker } = this.deps;
    if (breaker().kind === 'open') {
      return 'breaker_open';
    }
    if (this.#requests >= limits.requests) {
      return 'requests_in_flight';
    }
    if (this.#bytes + bytes > limits.bytes) {
      return 'bytes_in_flight';
    }
    return load.isOverloaded ? 'event_loop' : undefined;
  }

  #shed(reason: GateReason): HttpProblem {
    this.deps.onShed(reason);
    return unavailable(this.deps.random, DETAILS[reason]);
  }
}
