import { Counter, Gauge, type Registry } from 'prom-client';

/** What the server does by itself from time to time. */
export type Chore = 'janitor' | 'archive';

/** Whether the chores get done. A failure that goes on fills a disk or a Redis. */
export class ChoreMetrics {
  readonly #runs: Counter<'chore' | 'outcome'>;
  readonly #lastSuccess: Gauge<'chore'>;
  readonly #failuresInARow = new Map<Chore, number>();

  constructor(registry: Registry) {
    const registers = [registry];
    this.#runs = new Counter({
      name: 'cell_monitor_chore_runs_total',
      help: 'Runs of what the server does by itself: trimming and archiving the log.',
      labelNames: ['chore', 'outcome'],
      registers,
    });
    this.#lastSuccess = new Gauge({
      name: 'cell_monitor_chore_last_success_timestamp_seconds',
      help: 'When it last succeeded, in seconds since the epoch.',
      labelNames: ['chore'],
      aggregator: 'max',
      registers,
    });
  }

  /** Of the chore that has failed most often since it last succeeded. */
  get failuresInARow(): number {
    return Math.max(0, ...this.#failuresInARow.values());
  }

  succeeded(chore: Chore, nowMs: number): void {
    this.#failuresInARow.delete(chore);
    this.#runs.inc({ chore, outcome: 'success' });
    this.#lastSuccess.set({ chore }, nowMs / 1000);
  }

  failed(chore: Chore): void {
    this.#failuresInARow.set(chore, (this.#failuresInARow.get(chore) ?? 0) + 1);
    this.#runs.inc({ chore, outcome: 'failure' });
  }
}
