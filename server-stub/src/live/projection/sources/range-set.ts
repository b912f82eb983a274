/** From and to, both included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A set as a snapshot holds it: up to where it is settled, how many numbers it holds up to there, and then from, to, from, to … */
export type RangeSetValue = readonly number[];

/**
 * Whole numbers as sorted ranges that neither touch nor overlap. A source without losses is one range however
 * long it runs, so that identity costs no memory for each event.
 * A source made of holes costs no more than `maxRanges`: beyond that the lowest are settled. Of those it knows how many numbers they hold, and
 * takes all up to their end for held.
 */
export class RangeSet {
  #ranges: Range[] = [];
  #size = 0;
  #settledThrough = 0;
  #settledSize = 0;

  constructor(private readonly maxRanges = Number.POSITIVE_INFINITY) {}

  /** How many numbers it holds. */
  get size(): number {
    return this.#size;
  }

  /** The highest number, 0 when empty. */
  get top(): number {
    return this.#ranges.at(-1)?.to ?? this.#settledThrough;
  }

  /** How many numbers it holds of which it does not know which they are. */
  get settledSize(): number {
    return this.#settledSize;
  }

  /** How many up to there it does not hold, of which it does not know which they are. */
  get settledGap(): number {
    return this.#settledThrough - this.#settledSize;
  }

  get ranges(): readonly Range[] {
    return this.#ranges;
  }

  toValue(): RangeSetValue {
    return [this.#settledThrough, this.#settledSize, ...this.#ranges.flatMap(({ from, to }) => [from, to])];
  }

  restore(value: RangeSetValue): void {
    [this.#settledThrough = 0, this.#settledSize = 0] = value;
    this.#size = this.#settledSize;
    for (let index = 2; index + 1 < value.length; index += 2) {
      this.add(value[index] as number, value[index + 1] as number);
    }
  }

  has(value: number): boolean {
    if (value >= 1 && value <= this.#settledThrough) {
      return true;
    }
    const range = this.#ranges[this.#firstEndingAt(value)];
    return range !== undefined && range.from <= value;
  }

  add(start: number, to: number): void {
    const from = Math.max(start, this.#settledThrough + 1);
    if (from > to) {
      return;
    }
    const last = this.#ranges.at(-1);
    if (last !== undefined && from === last.to + 1) {
      this.#ranges[this.#ranges.length - 1] = { from: last.from, to };
      this.#size += to - last.to;
    } else {
      this.#merge(from, to);
      this.#settle();
    }
  }

  #settle(): void {
    while (this.#ranges.length > this.maxRanges) {
      const lowest = this.#ranges.shift() as Range;
      this.#settledThrough = lowest.to;
      this.#settledSize += sizeOf(lowest);
    }
  }

  #merge(from: number, to: number): void {
    const start = this.#firstEndingAt(from - 1);
    let end = start;
    let merged: Range = { from, to };
    for (let range = this.#ranges[end]; range !== undefined && range.from <= to + 1; range = this.#ranges[++end]) {
      merged = { from: Math.min(merged.from, range.from), to: Math.max(merged.to, range.to) };
      this.#size -= sizeOf(range);
    }
    this.#size += sizeOf(merged);
    this.#ranges.splice(start, end - start, merged);
  }

  /** What of `from` to `to` is not in the set. */
  gaps(from: number, to: number): Range[] {
    return this.unlisted(Math.max(from, this.#settledThrough + 1), to);
  }

  /** What of `from` to `to` is in none of the ranges: that of what is settled, too. */
  unlisted(from: number, to: number): Range[] {
    const gaps: Range[] = [];
    let next = from;
    for (let index = this.#firstEndingAt(from); next <= to; index++) {
      const range = this.#ranges[index];
      if (range === undefined || range.from > to) {
        gaps.push({ from: next, to });
        break;
      }
      if (range.from > next) {
        gaps.push({ from: next, to: range.from - 1 });
      }
      next = range.to + 1;
    }
    return gaps;
  }

  /** The index of the first range that ends at `value` or above. Sources grow at their end, so it looks there first. */
  #firstEndingAt(value: number): number {
    let low = 0;
    let high = this.#ranges.length;
    if (this.top < value) {
      return high;
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ranges[middle] as Range).to < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

export function sizeOf({ from, to }: Range): number {
  return to - from + 1;
}
