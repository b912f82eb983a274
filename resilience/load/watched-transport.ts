import type { Outcome } from '../../src/delivery';
import type { Transport } from '../../src/transport/transport';

const SID = /"sid":"([^"]+)"/u;

/** What the clients of a class saw of their server, through the transport that they all use. */
export class TransportRecord {
  /** Milliseconds of each report that was accepted. */
  readonly latenciesMs: number[] = [];
  /** How many reports ended each way. */
  readonly outcomes = new Map<Outcome['kind'], number>();
  /** The highest acknowledged `seq` of each source, by `sid`. */
  readonly acknowledged = new Map<string, number>();
  /** What the server said last of each source: less than before when its log lost something. */
  readonly lastMarks = new Map<string, { readonly hwm: number; readonly askedAtMs: number }>();
  readonly #perSecond = new Map<number, number>();

  noteSent(atMs: number): void {
    const second = Math.floor(atMs / 1000);
    this.#perSecond.set(second, (this.#perSecond.get(second) ?? 0) + 1);
  }

  noteOutcome(body: string, outcome: Outcome, askedAtMs: number, atMs: number): void {
    this.outcomes.set(outcome.kind, (this.outcomes.get(outcome.kind) ?? 0) + 1);
    const sid = SID.exec(body)?.[1];
    if (outcome.kind === 'accepted' && sid !== undefined) {
      this.latenciesMs.push(atMs - askedAtMs);
      this.lastMarks.set(sid, { hwm: outcome.hwm, askedAtMs });
      this.acknowledged.set(sid, Math.max(outcome.hwm, this.acknowledged.get(sid) ?? 0));
    }
  }

  /** When the last report that was accepted had been sent. */
  get lastAcceptedAskedAtMs(): number {
    return Math.max(0, ...[...this.lastMarks.values()].map(({ askedAtMs }) => askedAtMs));
  }

  /** How many events the server says it has, by those answers alone that were asked for since then. */
  confirmedSince(sinceMs: number): number {
    const recent = [...this.lastMarks.values()].filter(({ askedAtMs }) => askedAtMs >= sinceMs);
    return recent.reduce((sum, { hwm }) => sum + hwm, 0);
  }

  get reports(): number {
    return [...this.outcomes.values()].reduce((sum, count) => sum + count, 0);
  }

  get acknowledgedEvents(): number {
    return [...this.acknowledged.values()].reduce((sum, hwm) => sum + hwm, 0);
  }

  /** The share of reports that were accepted, 0 to 1. */
  get successShare(): number {
    return (this.outcomes.get('accepted') ?? 0) / this.reports;
  }

  /** Reports within one second at most. */
  get peakPerSecond(): number {
    return Math.max(0, ...this.#perSecond.values());
  }

  /** Such as `unavailable: 3`; `none` when every report was accepted. */
  get failuresInWords(): string {
    const failures = [...this.outcomes].filter(([kind]) => kind !== 'accepted');
    return failures.length === 0 ? 'none' : failures.map(([kind, count]) => `${kind}: ${String(count)}`).join(', ');
  }
}

/** The same transport, with the end of every report written down. */
export function watchTransport(transport: Transport, record: TransportRecord, nowMs: () => number): Transport {
  return {
    ...transport,
    send: async (serverUrl, token, body, signal) => {
      const sentMs = nowMs();
      record.noteSent(sentMs);
      const outcome = await transport.send(serverUrl, token, body, signal);
      record.noteOutcome(body, outcome, sentMs, nowMs());
      return outcome;
    },
  };
}
