import type { LoadConnection } from './load-connection';
import type { LoadTally } from './load-tally';
import type { ReportingSource } from './reporting-source';

/** After a refusal, before the same report is sent again. */
const PAUSE_MS = 500;

/** A report was accepted: all up to its source's mark is in the log. */
export type OnAccepted = (source: ReportingSource, atMs: number) => void;

/** One student with a connection of their own. A report that is due while one is in flight waits for its answer, and its waiting counts. */
class PacedReporter {
  readonly #dueMs: number[] = [];
  #isBusy = false;
  #onIdle: (() => void) | undefined;

  constructor(
    private readonly connection: LoadConnection,
    private readonly source: ReportingSource,
    private readonly tally: LoadTally,
    private readonly onAccepted: OnAccepted,
  ) {}

  reportDueAt(dueMs: number): void {
    this.#dueMs.push(dueMs);
    this.#reportNext();
  }

  /** Resolves when nothing is due or in flight. */
  finish(): Promise<void> {
    return new Promise(resolve => {
      this.#onIdle = resolve;
      this.#reportNext();
    });
  }

  #reportNext(): void {
    const [dueMs] = this.#dueMs;
    if (this.#isBusy) {
      return;
    }
    if (dueMs === undefined) {
      this.#onIdle?.();
      return;
    }
    this.#isBusy = true;
    this.connection.send(this.source.nextReport(), answer => this.#take(this.source.noteAnswer(answer), answer.status, dueMs));
  }

  #take(events: number, status: number, dueMs: number): void {
    if (events === 0) {
      this.tally.noteRefused(status);
      setTimeout(() => this.#goOn(), PAUSE_MS);
      return;
    }
    const atMs = performance.now();
    this.tally.noteAccepted(events, atMs - dueMs);
    this.#dueMs.shift();
    this.onAccepted(this.source, atMs);
    this.#goOn();
  }

  #goOn(): void {
    this.#isBusy = false;
    this.#reportNext();
  }
}

export interface PacedLoadOptions {
  /** One for each source. */
  readonly connections: readonly LoadConnection[];
  readonly sources: readonly ReportingSource[];
  readonly tally: LoadTally;
  /** Of all together. */
  readonly reportsPerSecond: number;
  readonly onAccepted: OnAccepted;
}

/**
 * A load at a given rate, whatever the server's answers take: everybody reports in turn. Latencies count from the moment that a report
 * was due, so that a server that stands still does not look fast by the reports that were not made meanwhile.
 */
export class PacedLoad {
  readonly #desks: readonly PacedReporter[];
  readonly #periodMs: number;
  #startedMs = 0;
  #made = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor({ connections, sources, tally, reportsPerSecond, onAccepted }: PacedLoadOptions) {
    this.#desks = sources.flatMap((source, index) => {
      const connection = connections[index];
      return connection === undefined ? [] : [new PacedReporter(connection, source, tally, onAccepted)];
    });
    this.#periodMs = 1000 / reportsPerSecond;
  }

  start(): void {
    this.#startedMs = performance.now();
    this.#makeDue();
  }

  /** Resolves when every report that was due has its answer. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await Promise.all(this.#desks.map(desk => desk.finish()));
  }

  #makeDue(): void {
    const nowMs = performance.now();
    while (this.#nextDueMs <= nowMs) {
      this.#desks[this.#made % this.#desks.length]?.reportDueAt(this.#nextDueMs);
      this.#made += 1;
    }
    this.#timer = setTimeout(() => this.#makeDue(), this.#nextDueMs - nowMs);
  }

  get #nextDueMs(): number {
    return this.#startedMs + this.#made * this.#periodMs;
  }
}
