import type { RecentRun } from '../../../src/protocol';
import { compareKeys, type OrderKey } from './corrected-time';

const MAX_RUNS = 50;

/** A student's newest runs, however late they arrive. */
export class RecentRuns {
  /** Oldest first: what arrives is nearly always the newest. */
  readonly #runs: { readonly key: OrderKey; readonly run: RecentRun }[] = [];

  /** Whether a run of this time would be kept: spares the work of describing one that would not. */
  isRecent(key: OrderKey): boolean {
    const [oldest] = this.#runs;
    return this.#runs.length < MAX_RUNS || oldest === undefined || compareKeys(oldest.key, key) < 0;
  }

  add(key: OrderKey, run: RecentRun): void {
    let index = this.#runs.length;
    while (index > 0 && compareKeys((this.#runs[index - 1] as { key: OrderKey }).key, key) > 0) {
      index--;
    }
    this.#runs.splice(index, 0, { key, run });
    if (this.#runs.length > MAX_RUNS) {
      this.#runs.shift();
    }
  }

  newestFirst(): RecentRun[] {
    return this.#runs.map(({ run }) => run).toReversed();
  }
}
