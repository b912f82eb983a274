import type { Breaker } from '../../platform/breaker';
import type { ShedReason } from '../../observability/metrics/ingest-metrics';
import type { Random } from '../../platform/random';
import { HttpProblem, unavailable } from '../../http/problem';
import { type Occupancy, Place } from './place';
import type { ServerLoad } from './server-load';

const MIB = 1024 * 1024;

interface Room {
  /** Requests that are being parsed or appended at one time. */
  readonly requests: number;
  /** Bytes of all bodies, as far as they have come, and unpacked. */
  readonly bytes: number;
}

export interface GateLimits extends Room {
  /** Of one student's requests; without it one may take all. */
  readonly ofOne?: Room;
  /** Of all requests together that do not say whose they are before their bodies are read. */
  readonly ofUnknown?: Room;
}

/** Whose a report is that brings its token in its body. */
export const UNKNOWN = '';

/**
 * A class of 1,000 that reports in the same moment fits twice; its bodies, parsed, stay far below what a small machine has. A page has one report
 * under way, and nobody has twenty pages that all send a full batch.
 */
export const GATE_LIMITS: GateLimits = {
  requests: 2000,
  bytes: 128 * MIB,
  ofOne: { requests: 40, bytes: 20 * MIB },
  // A class that closes all its pages at once: what a browser sends then is 64 KiB at most.
  ofUnknown: { requests: 500, bytes: 32 * MIB },
};

/** What one owner's requests take. */
interface Share extends Occupancy {
  places: number;
}

type GateReason = Exclude<ShedReason, 'student_rate'>;
/** The longest wait of a student who holds all that one may. */
const SHARE_WAIT_MS = 1000;

export interface GateDeps {
  readonly limits: GateLimits;
  readonly load: ServerLoad;
  readonly breaker: () => Breaker;
  readonly random: Random;
  readonly onShed: (reason: ShedReason) => void;
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
  readonly #shares = new Map<string, Share>();

  constructor(private readonly deps: GateDeps) {}

  get inFlight(): Readonly<Occupancy> {
    return this.#occupancy;
  }

  /**
   * Lets a request in, which takes nothing yet.
   * @param bytes what the body may become
   * @param owner whose request it is; undefined for one that takes no share of anybody's
   * @throws HttpProblem `unavailable`, or `slow_down` when its owner holds enough; at once
   */
  enter(bytes: number, owner?: string): Place {
    this.#refuse(this.#isClosedTo(bytes));
    if (owner === undefined) {
      return new Place(this.#occupancy);
    }
    const share = this.#shares.get(owner) ?? { requests: 0, bytes: 0, places: 0 };
    this.#refuseBeyondShare(share, bytes, this.#roomOf(owner));
    this.#shares.set(owner, share);
    share.places += 1;
    return new Place(this.#occupancy, owner, share, () => this.#forget(owner, share));
  }

  /**
   * Begins the work on a body that is whole.
   * @param bytes what it may become beyond what has come
   * @throws HttpProblem `unavailable`: others were quicker; or `slow_down`
   */
  beginWork(place: Place, bytes: number): void {
    this.#refuse(this.#isFullFor(bytes));
    if (place.share !== undefined) {
      this.#refuseBeyondShare(place.share, bytes, this.#roomOf(place.owner));
    }
    place.beginWork(bytes);
  }

  #roomOf(owner: string | undefined): Room | undefined {
    const { ofOne, ofUnknown } = this.deps.limits;
    return owner === UNKNOWN ? ofUnknown : ofOne;
  }

  #refuseBeyondShare(share: Readonly<Occupancy>, bytes: number, room: Room | undefined): void {
    const { random, onShed } = this.deps;
    if (room !== undefined && (share.requests >= room.requests || share.bytes + bytes > room.bytes)) {
      onShed('student_rate');
      const retryAfterMs = Math.ceil(SHARE_WAIT_MS * (1 + random.fraction()));
      throw new HttpProblem('slow_down', 'Too many requests at one time.', { retryAfterMs });
    }
  }

  /** One of the owner's places is left. */
  #forget(owner: string, share: Share): void {
    share.places -= 1;
    if (share.places === 0) {
      this.#shares.delete(owner);
    }
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
