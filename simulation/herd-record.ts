const BIN_MS = 1_000;

/** One client's events, by the times they were recorded, and how many of them the server has. */
interface Ledger {
  readonly recordedAtMs: number[];
  delivered: number;
  lastRequestsAtMs: number[];
}

/** What happened in a herd: every request by its second, every event by when it was recorded and when it arrived. */
export class HerdRecord {
  readonly #ledgers: readonly Ledger[];
  readonly #requests = new Map<number, number>();
  /** Events recorded before this must be delivered by the end. */
  readonly #returnMs: number;
  #lastOwedDeliveredMs = 0;
  #mostInOneCadence = 0;

  constructor(clients: number, returnMs: number) {
    this.#ledgers = Array.from({ length: clients }, () => ({ recordedAtMs: [], delivered: 0, lastRequestsAtMs: [] }));
    this.#returnMs = returnMs;
  }

  /** A client's next event is recorded. */
  event(client: number, nowMs: number): void {
    this.#ledgers[client]?.recordedAtMs.push(nowMs);
  }

  request(client: number, nowMs: number): void {
    const bin = Math.floor(nowMs / BIN_MS);
    this.#requests.set(bin, (this.#requests.get(bin) ?? 0) + 1);
    this.#noteBurst(client, nowMs);
  }

  /** @returns the client's high-water mark */
  deliver(client: number, lastSeq: number, nowMs: number): number {
    const ledger = this.#ledgers[client];
    if (ledger === undefined) {
      return 0;
    }
    for (; ledger.delivered < lastSeq; ledger.delivered++) {
      if ((ledger.recordedAtMs[ledger.delivered] ?? Infinity) <= this.#returnMs) {
        this.#lastOwedDeliveredMs = nowMs;
      }
    }
    return ledger.delivered;
  }

  /** Requests of each second from `fromMs` to `toMs`, both whole seconds. */
  perSecond(fromMs: number, toMs: number): readonly number[] {
    return Array.from({ length: (toMs - fromMs) / BIN_MS }, (_, index) => this.#requests.get(fromMs / BIN_MS + index) ?? 0);
  }

  get events(): number {
    return this.#ledgers.reduce((sum, { recordedAtMs }) => sum + recordedAtMs.length, 0);
  }

  /** Events recorded before the server's return that it does not have. */
  get undelivered(): number {
    const owed = ({ recordedAtMs, delivered }: Ledger) =>
      recordedAtMs.filter((ms, index) => ms <= this.#returnMs && index >= delivered).length;
    return this.#ledgers.reduce((sum, ledger) => sum + owed(ledger), 0);
  }

  /** How long after its return the server had every event recorded before it. */
  get allDeliveredAfterMs(): number {
    return Math.max(0, this.#lastOwedDeliveredMs - this.#returnMs);
  }

  /** The most requests that one client made within any {@link BURST_MS}. */
  get mostOfOneClient(): number {
    return this.#mostInOneCadence;
  }

  #noteBurst(client: number, nowMs: number): void {
    const ledger = this.#ledgers[client];
    if (ledger !== undefined) {
      ledger.lastRequestsAtMs = [...ledger.lastRequestsAtMs.filter(ms => ms > nowMs - BURST_MS), nowMs];
      this.#mostInOneCadence = Math.max(this.#mostInOneCadence, ledger.lastRequestsAtMs.length);
    }
  }
}

/** The time within which one client's requests are counted. */
export const BURST_MS = 12_000;
