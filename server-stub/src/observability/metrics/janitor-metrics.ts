import { Counter, Gauge, type Registry } from 'prom-client';

/** Whether old entries are moved into the archive. Failing for long fills a disk or a Redis. */
export class JanitorMetrics {
  readonly #runs: Counter<'outcome'>;
  readonly #files: Counter;
  readonly #lastSuccess: Gauge;
  #failuresInARow = 0;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#runs = new Counter({
      name: 'cell_monitor_janitor_runs_total',
      help: 'Looks for old entries to move into the archive.',
      labelNames: ['outcome'],
      registers,
    });
    this.#files = new Counter({
      name: 'cell_monitor_archived_files_total',
      help: 'Archive files that entries of the log were moved into.',
      registers,
    });
    this.#lastSuccess = new Gauge({
      name: 'cell_monitor_janitor_last_success_timestamp_seconds',
      help: 'When a look last succeeded, in seconds since the epoch; 0 where nothing is moved.',
      aggregator: 'max',
      registers,
    });
  }

  get failuresInARow(): number {
    return this.#failuresInARow;
  }

  ran(movedFiles: number, didSucceed: boolean, nowMs: number): void {
    this.#runs.inc({ outcome: didSucceed ? 'success' : 'failure' });
    this.#files.inc(movedFiles);
    this.#failuresInARow = didSucceed ? 0 : this.#failuresInARow + 1;
    if (didSucceed) {
      this.#lastSuccess.set(nowMs / 1000);
    }
  }
}
