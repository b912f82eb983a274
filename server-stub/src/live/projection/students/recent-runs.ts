import type { RecentRun } from '../../../../../src/protocol';
import { toTimestamp } from '../../../platform/clock';
import { compareKeys, keyOf, keyToValue, type KeyValue, type OrderKey } from '../events/corrected-time';
import type { ExecutedCell } from '../events/event-data';

interface KeptRun {
  readonly key: OrderKey;
  readonly executed: ExecutedCell;
}

/** A student's newest runs as a snapshot holds them, oldest first. */
export type RecentRunsValue = readonly (readonly [key: KeyValue, executed: ExecutedCell])[];

const MAX_RUNS = 50;

/** A student's newest runs, however late they arrive. */
export class RecentRuns {
  /** Oldest first: what arrives is nearly always the newest. */
  #runs: KeptRun[] = [];

  add(key: OrderKey, executed: ExecutedCell): void {
    const run = { key, executed };
    let index = this.#runs.push(run) - 1;
    for (let before = this.#runs[index - 1]; before !== undefined && compareKeys(before.key, key) > 0; before = this.#runs[index - 1]) {
      this.#runs[index] = before;
      this.#runs[--index] = run;
    }
    if (this.#runs.length > MAX_RUNS) {
      this.#runs.shift();
    }
  }

  newestFirst(): RecentRun[] {
    return this.#runs.map(({ key, executed }) => ({ sid: key.sid, seq: key.seq, time: toTimestamp(key.timeMs), ...executed })).toReversed();
  }

  toValue(): RecentRunsValue {
    return this.#runs.map(({ key, executed }) => [keyToValue(key), executed]);
  }

  restore(value: RecentRunsValue): void {
    this.#runs = value.map(([key, executed]) => ({ key: keyOf(key), executed }));
  }
}
