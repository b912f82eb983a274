import type { RejectedEvent } from '../../../../../src/protocol';
import { type Range, RangeSet, type RangeSetValue, sizeOf } from './range-set';

/** Rejected events of a source as a snapshot holds them, by code. */
export type RejectionsValue = readonly (readonly [code: string, seqs: RangeSetValue])[];

/** Those of a newer server beyond that count as the first. */
const MAX_CODES = 8;

/** Which events of a source were rejected, and why: each once, and many in a row as one range. */
export class Rejections {
  readonly #codes = new Map<RejectedEvent['code'], RangeSet>();

  constructor(private readonly maxRanges: number) {}

  add({ from, seq, code }: RejectedEvent): void {
    const known = [...this.#codes.values()];
    const fresh = known.reduce<readonly Range[]>(
      (ranges, seqs) => ranges.flatMap(range => seqs.gaps(range.from, range.to)),
      [{ from: from ?? seq, to: seq }],
    );
    fresh.forEach(range => this.#of(code).add(range.from, range.to));
  }

  /** Those of which it is not known that they are in `received`, in the order of the source. */
  list(received: RangeSet): RejectedEvent[] {
    return [...this.#codes]
      .flatMap(([code, seqs]) => seqs.ranges.flatMap(({ from, to }) => received.unlisted(from, to)).map(range => ({ ...range, code })))
      .sort((a, b) => a.from - b.from)
      .map(range => (sizeOf(range) > 1 ? { from: range.from, seq: range.to, code: range.code } : { seq: range.to, code: range.code }));
  }

  /** How many are not in the list, because there are too many pieces. */
  get unlisted(): number {
    return [...this.#codes.values()].reduce((sum, { settledSize }) => sum + settledSize, 0);
  }

  toValue(): RejectionsValue {
    return [...this.#codes].map(([code, seqs]) => [code, seqs.toValue()]);
  }

  restore(value: RejectionsValue): void {
    value.forEach(([code, seqs]) => this.#of(code as RejectedEvent['code']).restore(seqs));
  }

  #of(code: RejectedEvent['code']): RangeSet {
    const [first] = this.#codes.values();
    let seqs = this.#codes.get(code);
    if (seqs === undefined && first !== undefined && this.#codes.size >= MAX_CODES) {
      return first;
    }
    seqs ??= new RangeSet(this.maxRanges);
    this.#codes.set(code, seqs);
    return seqs;
  }
}
