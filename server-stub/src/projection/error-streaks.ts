import { compareKeys, Newest, type OrderKey } from './corrected-time';

interface CellRuns {
  lastSuccess: OrderKey | undefined;
  /** Failing runs after the last success, in no order. */
  failures: OrderKey[];
}

/** More than a class ever needs; they bound what a hostile client can make the server remember. */
const MAX_CELLS = 2000;
const MAX_FAILURES = 1000;

/**
 * Failing runs in a row, for each cell of one student. Remembers the failures themselves and not their
 * number: a run that arrives late, from a tab that was offline, may still fall among them.
 */
export class ErrorStreaks {
  readonly #cells = new Map<string, CellRuns>();
  readonly #lastCell = new Newest<string>();

  add(cell: string, ok: boolean, key: OrderKey): void {
    this.#lastCell.offer(key, cell);
    const runs = this.#runsOf(cell);
    if (ok) {
      succeed(runs, key);
    } else if (runs.lastSuccess === undefined || compareKeys(runs.lastSuccess, key) < 0) {
      fail(runs, key);
    }
  }

  /** Failing runs in a row on the cell run last; 0 after a success. */
  get current(): number {
    const cell = this.#lastCell.value;
    return cell === undefined ? 0 : (this.#cells.get(cell)?.failures.length ?? 0);
  }

  #runsOf(cell: string): CellRuns {
    const runs = this.#cells.get(cell) ?? { lastSuccess: undefined, failures: [] };
    this.#cells.delete(cell);
    this.#cells.set(cell, runs);
    this.#forgetStalest();
    return runs;
  }

  /** A map keeps the order of insertion, and every use inserts anew. */
  #forgetStalest(): void {
    const [stalest] = this.#cells.keys();
    if (this.#cells.size > MAX_CELLS && stalest !== undefined) {
      this.#cells.delete(stalest);
    }
  }
}

function succeed(runs: CellRuns, key: OrderKey): void {
  if (runs.lastSuccess === undefined || compareKeys(runs.lastSuccess, key) < 0) {
    runs.lastSuccess = key;
    runs.failures = runs.failures.filter(failure => compareKeys(failure, key) > 0);
  }
}

function fail(runs: CellRuns, key: OrderKey): void {
  if (runs.failures.length < MAX_FAILURES) {
    runs.failures.push(key);
  }
}
