import { compareKeys, keyOf, keyToValue, type KeyValue, Newest, type NewestValue, type OrderKey } from '../events/corrected-time';

interface CellRuns {
  lastSuccess: OrderKey | undefined;
  /** Failing runs after the last success, in no order. */
  failures: OrderKey[];
}

/** A student's streaks as a snapshot holds them; the cell used longest ago is first. */
export interface ErrorStreaksValue {
  readonly cells: readonly (readonly [cell: string, lastSuccess: KeyValue | null, failures: readonly KeyValue[]])[];
  readonly lastCell: NewestValue<string>;
}

/** More than a class ever needs; they bound what a hostile client can make the server remember. */
const MAX_CELLS = 2000;
const MAX_FAILURES = 1000;
/** Of all cells together. */
const MAX_KEPT = 5000;

/**
 * Failing runs in a row, for each cell of one student. Remembers the failures themselves and not their
 * number: a run that arrives late, from a tab that was offline, may still fall among them.
 */
export class ErrorStreaks {
  readonly #cells = new Map<string, CellRuns>();
  /** Failures of all cells. */
  #kept = 0;
  readonly #lastCell = new Newest<string>();
  #lastUsed: { readonly cell: string; readonly runs: CellRuns } | undefined;

  add(cell: string, ok: boolean, key: OrderKey): void {
    this.#lastCell.offer(key, cell);
    const runs = this.#runsOf(cell);
    const before = runs.failures.length;
    if (ok) {
      succeed(runs, key);
    } else if (runs.lastSuccess === undefined || compareKeys(runs.lastSuccess, key) < 0) {
      fail(runs, key);
    }
    this.#kept += runs.failures.length - before;
    while (this.#kept > MAX_KEPT && this.#cells.size > 1) {
      this.#forgetStalest();
    }
  }

  /** Failing runs in a row on the cell run last; 0 after a success. */
  get current(): number {
    return this.#failures().length;
  }

  /** When the first and the newest of them failed, in milliseconds since the epoch; undefined without any. */
  get span(): { readonly sinceMs: number; readonly lastMs: number } | undefined {
    const times = this.#failures().map(({ timeMs }) => timeMs);
    return times.length === 0 ? undefined : { sinceMs: Math.min(...times), lastMs: Math.max(...times) };
  }

  toValue(): ErrorStreaksValue {
    const cells = [...this.#cells].map(
      ([cell, { lastSuccess, failures }]) =>
        [cell, lastSuccess === undefined ? null : keyToValue(lastSuccess), failures.map(keyToValue)] as const,
    );
    return { cells, lastCell: this.#lastCell.toValue() };
  }

  restore({ cells, lastCell }: ErrorStreaksValue): void {
    for (const [cell, lastSuccess, failures] of cells) {
      this.#cells.set(cell, { lastSuccess: lastSuccess === null ? undefined : keyOf(lastSuccess), failures: failures.map(keyOf) });
      this.#kept += failures.length;
    }
    this.#lastCell.restore(lastCell);
  }

  #failures(): readonly OrderKey[] {
    const cell = this.#lastCell.value;
    return cell === undefined ? [] : (this.#cells.get(cell)?.failures ?? []);
  }

  /** Nearly every run is of the cell that ran before it: that one is found without a search. */
  #runsOf(cell: string): CellRuns {
    if (this.#lastUsed?.cell !== cell) {
      this.#lastUsed = { cell, runs: this.#use(cell) };
    }
    return this.#lastUsed.runs;
  }

  #use(cell: string): CellRuns {
    const runs = this.#cells.get(cell) ?? { lastSuccess: undefined, failures: [] };
    this.#cells.delete(cell);
    this.#cells.set(cell, runs);
    if (this.#cells.size > MAX_CELLS) {
      this.#forgetStalest();
    }
    return runs;
  }

  /** A map keeps the order of insertion, and every use inserts anew. */
  #forgetStalest(): void {
    const [stalest] = this.#cells.keys();
    if (stalest !== undefined) {
      this.#kept -= this.#cells.get(stalest)?.failures.length ?? 0;
      this.#cells.delete(stalest);
    }
  }
}

function succeed(runs: CellRuns, key: OrderKey): void {
  if (runs.lastSuccess === undefined || compareKeys(runs.lastSuccess, key) < 0) {
    runs.lastSuccess = key;
    if (runs.failures.length > 0) {
      runs.failures = runs.failures.filter(failure => compareKeys(failure, key) > 0);
    }
  }
}

function fail(runs: CellRuns, key: OrderKey): void {
  if (runs.failures.length < MAX_FAILURES) {
    runs.failures.push(key);
  }
}
