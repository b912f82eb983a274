import type { Outage } from './outage';

const BIN_MS = 1_000;

/** The shortest time between two reports on the default cadence: nobody who keeps to it asks twice within this. */
const MIN_CADENCE_MS = 12_000;

/** One client's events, by the times they were recorded, and how many of them the server has. */
interface Ledger {
  readonly recordedAtMs: number[];
  delivered: number;
  /** Its requests within the last {@link MIN_CADENCE_MS}. */
  recentRequestsAtMs: number[];
}

/** What happened in a herd: every request by its second, every event by when it was recorded and when it arrived. */
export class HerdRecord {
  readonly #ledgers: readonly Ledger[];
  readonly #requests = new Map<number, number>();
  readonly #outage: Outage;
  #lastOwedDeliveredMs = 0;
  #mostOfOneClient = 0;

  /** @param outage what was recorded before its end must be delivered after it */
  constructor(clients: number, outage: Outage) {
    this.#ledgers = Array.from({ length: clients }, () => ({ recordedAtMs: [], delivered: 0, recentRequestsAtMs: [] }));
    this.#outage = outage;
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
      if ((ledger.recordedAtMs[ledger.delivered] ?? Infinity) <= this.#outage.toMs) {
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
      recordedAtMs.filter((ms, index) => ms <= this.#outage.toMs && index >= delivered).length;
    return this.#ledgers.reduce((sum, ledger) => sum + owed(ledger), 0);
  }

  /** How long after its return the server had every event recorded before it. */
  get allDeliveredAfterMs(): number {
    return Math.max(0, this.#lastOwedDeliveredMs - this.#outage.toMs);
  }

  /** The most requests that one client made during the outage within {@link MIN_CADENCE_MS}. */
  get mostOfOneClient(): number {
    return this.#mostOfOneClient;
  }

  #noteBurst(client: number, nowMs: number): void {
    const ledger = this.#ledgers[client];
    const { fromMs, toMs } = this.#outage;
    if (ledger !== undefined && nowMs >= fromMs && nowMs < toMs) {
      ledger.recentRequestsAtMs = [...ledger.recentRequestsAtMs.filter(ms => ms > nowMs - MIN_CADENCE_MS), nowMs];
      this.#mostOfOneClient = Math.max(this.#mostOfOneClient, ledger.recentRequestsAtMs.length);
    }
  }
}
