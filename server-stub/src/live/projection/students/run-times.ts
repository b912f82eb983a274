/** Of a student's runs: how many, and how many of them failed. */
export interface RunCounts {
  readonly runs: number;
  readonly errors: number;
}

/** Runs as a snapshot holds them: how many there were ever, when the first of them was, and of each that is remembered `keyOf` less that of the one before. */
export interface RunTimesValue extends RunCounts {
  /** Null where there was none. */
  readonly firstMs: number | null;
  readonly times: readonly number[];
}

/** More runs than anybody makes in a term; they bound what a hostile client can make the server remember. */
const MAX_TIMES = 3000;

const keyOf = (timeMs: number, hasFailed: boolean): number => timeMs * 2 + Number(hasFailed);

/** When a student ran cells, and whether that failed: the newest runs, so that those of a time can be counted afterwards, whatever came late. */
export class RunTimes {
  #runs = 0;
  #errors = 0;
  #firstMs = Number.POSITIVE_INFINITY;
  /** `keyOf` each, ascending. */
  #times: number[] = [];
  /** Counted last: a class is counted many times from the same moment on. */
  #counted: { sinceMs: number; runs: number; errors: number } | undefined;

  /** All of them. */
  get total(): RunCounts {
    return { runs: this.#runs, errors: this.#errors };
  }

  /** When the newest was, in milliseconds since the epoch; 0 without any. */
  get newestMs(): number {
    return Math.floor((this.#times.at(-1) ?? 0) / 2);
  }

  add(timeMs: number, hasFailed: boolean): void {
    this.#runs += 1;
    this.#errors += Number(hasFailed);
    this.#firstMs = Math.min(this.#firstMs, timeMs);
    const key = keyOf(timeMs, hasFailed);
    let index = this.#times.push(key) - 1;
    for (let before = this.#times[index - 1]; before !== undefined && before > key; before = this.#times[index - 1]) {
      this.#times[index] = before;
      this.#times[--index] = key;
    }
    if (this.#times.length > MAX_TIMES) {
      this.#times.shift();
      this.#counted = undefined;
    } else if (this.#counted !== undefined && timeMs >= this.#counted.sinceMs) {
      this.#counted.runs += 1;
      this.#counted.errors += Number(hasFailed);
    }
  }

  /** Those from then on. Of a time before the oldest that is remembered, as many as are. */
  since(sinceMs: number): RunCounts {
    if (sinceMs <= this.#firstMs) {
      return this.total;
    }
    if (this.#counted?.sinceMs !== sinceMs) {
      this.#counted = { sinceMs, ...this.between(sinceMs, Number.POSITIVE_INFINITY) };
    }
    return this.#counted;
  }

  /** Those that are remembered from `fromMs` to before `toMs`. */
  between(fromMs: number, toMs: number): RunCounts {
    const [from, to] = [this.#indexOf(fromMs), this.#indexOf(toMs)];
    let errors = 0;
    for (let index = from; index < to; index++) {
      errors += (this.#times[index] as number) % 2;
    }
    return { runs: to - from, errors };
  }

  toValue(): RunTimesValue {
    return {
      ...this.total,
      firstMs: Number.isFinite(this.#firstMs) ? this.#firstMs : null,
      times: this.#times.map((key, index) => key - (this.#times[index - 1] ?? 0)),
    };
  }

  restore({ runs, errors, firstMs, times }: RunTimesValue): void {
    [this.#runs, this.#errors, this.#firstMs] = [runs, errors, firstMs ?? Number.POSITIVE_INFINITY];
    let key = 0;
    this.#times = times.map(more => (key += more));
    this.#counted = undefined;
  }

  /** Of the first run at that time or later. */
  #indexOf(timeMs: number): number {
    const key = timeMs * 2;
    let [low, high] = [0, this.#times.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle] as number) < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
