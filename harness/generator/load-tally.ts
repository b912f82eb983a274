import { quantile } from '../report/quantile';

/** What a load saw within the time that is measured. */
export class LoadTally {
  events = 0;
  requests = 0;
  /** Milliseconds from the moment that a report was due to its 202. */
  readonly latenciesMs: number[] = [];
  /** By status; `0` when the connection ended without an answer. */
  readonly refusals = new Map<number, number>();
  #isMeasuring = false;

  start(): void {
    this.#isMeasuring = true;
  }

  stop(): void {
    this.#isMeasuring = false;
  }

  noteAccepted(events: number, latencyMs: number): void {
    if (this.#isMeasuring) {
      this.events += events;
      this.requests += 1;
      this.latenciesMs.push(latencyMs);
    }
  }

  /** Refusals are counted whenever they come: none is ever expected. */
  noteRefused(status: number): void {
    this.refusals.set(status, (this.refusals.get(status) ?? 0) + 1);
  }

  get p50Ms(): number {
    return quantile(this.latenciesMs, 0.5);
  }

  get p99Ms(): number {
    return quantile(this.latenciesMs, 0.99);
  }

  /** Such as `503: 12`; `none` for none. */
  get refusalsInWords(): string {
    return this.refusals.size === 0
      ? 'none'
      : [...this.refusals].map(([status, count]) => `${nameStatus(status)}: ${String(count)}`).join(', ');
  }
}

const nameStatus = (status: number): string => (status === 0 ? 'no answer' : String(status));
