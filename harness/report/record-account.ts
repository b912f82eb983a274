/** What became of the events of a load. */
export interface RecordVerdict {
  readonly acknowledged: number;
  /** Acknowledged, and not in the record. */
  readonly lost: number;
  /** More than once in the record. */
  readonly doubled: number;
  /** Before an event of its source that was made earlier. */
  readonly disordered: number;
  /** In the record and never acknowledged: their answer did not arrive. Not a fault. */
  readonly unanswered: number;
}

/** Holds the events that a server exports against those that it acknowledged. */
export class RecordAccount {
  readonly #seen = new Map<string, Set<number>>();
  readonly #last = new Map<string, number>();
  #doubled = 0;
  #disordered = 0;

  /** Takes in one line of the export, the events of a `lost` range among them. */
  add({ sid, from, seq }: { readonly sid: string; readonly from?: number; readonly seq: number }): void {
    const seen = this.#seenOf(sid);
    this.#disordered += seq < (this.#last.get(sid) ?? 0) ? 1 : 0;
    this.#last.set(sid, seq);
    for (let each = from ?? seq; each <= seq; each++) {
      this.#doubled += seen.has(each) ? 1 : 0;
      seen.add(each);
    }
  }

  /** @param acknowledged the highest acknowledged `seq` of each source, by `sid` */
  settle(acknowledged: ReadonlyMap<string, number>): RecordVerdict {
    const sum = { acknowledged: 0, lost: 0, doubled: this.#doubled, disordered: this.#disordered, unanswered: 0 };
    for (const [sid, last] of acknowledged) {
      const covered = [...this.#seenOf(sid)].filter(seq => seq <= last).length;
      sum.acknowledged += last;
      sum.lost += last - covered;
      sum.unanswered += this.#seenOf(sid).size - covered;
    }
    return sum;
  }

  #seenOf(sid: string): Set<number> {
    const seen = this.#seen.get(sid) ?? new Set();
    this.#seen.set(sid, seen);
    return seen;
  }
}

/** How many acknowledged events the delivery report does not count as received. */
export function countUnreported(
  acknowledged: ReadonlyMap<string, number>,
  sources: readonly { readonly sid: string; readonly received: number }[],
): number {
  const received = new Map(sources.map(source => [source.sid, source.received]));
  return [...acknowledged].reduce((sum, [sid, last]) => sum + Math.max(0, last - (received.get(sid) ?? 0)), 0);
}
