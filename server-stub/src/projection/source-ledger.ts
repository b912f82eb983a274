import { firstSeq, type LostEvent, type RejectedEvent, type SourceReport, type WireEvent } from '../../../src/protocol';
import type { BatchEntry } from '../log/event-log';
import { RangeSet, sizeOf } from './range-set';

/** Tells a `lost` range from an ordinary event. */
export function isLost(event: WireEvent): event is LostEvent {
  return event.type === 'lost';
}

/**
 * What the log says of each `seq` of one source, each counted once however often and in whatever order it is told.
 * An event that is in the record counts as received, even when a `lost` range that was sent later covers it.
 */
export class SourceLedger {
  readonly #accounted = new RangeSet();
  readonly #received = new RangeSet();
  readonly #lost = new RangeSet();
  readonly #rejected = new Map<number, RejectedEvent>();

  /** Notes an entry's range and its rejected events. */
  account({ first, last, rejected }: BatchEntry): void {
    this.#accounted.add(first, last);
    for (const event of rejected) {
      this.#rejected.set(event.seq, event);
    }
  }

  /** Notes one event. @returns what of its range was not known before; empty for a repetition */
  admit(event: WireEvent): readonly { readonly from: number; readonly to: number }[] {
    return isLost(event) ? this.#admitLost(event) : this.#admitOrdinary(event.seq);
  }

  report(studentId: string, sid: string, hwm: number): SourceReport {
    const top = Math.max(hwm, this.#accounted.top);
    return {
      studentId,
      sid,
      hwm: top,
      received: this.#received.size,
      missing: this.#accounted.gaps(1, top),
      lost: this.#countLost(),
      rejected: [...this.#rejected.values()].filter(({ seq }) => !this.#received.has(seq)),
    };
  }

  #admitOrdinary(seq: number): { from: number; to: number }[] {
    if (this.#received.has(seq)) {
      return [];
    }
    this.#received.add(seq, seq);
    return [{ from: seq, to: seq }];
  }

  #admitLost(event: LostEvent): { from: number; to: number }[] {
    const from = firstSeq(event);
    const fresh = this.#lost.gaps(from, event.seq).flatMap(gap => this.#received.gaps(gap.from, gap.to));
    this.#lost.add(from, event.seq);
    return fresh;
  }

  #countLost(): number {
    return this.#lost.ranges.flatMap(range => this.#received.gaps(range.from, range.to)).reduce((sum, gap) => sum + sizeOf(gap), 0);
  }
}

/** The ledgers of a class's sources, by student and `sid`. */
export class SourceLedgers {
  readonly #ledgers = new Map<string, SourceLedger>();

  /** The ledger of a source, a new one when the source is new. */
  of(studentId: string, sid: string): SourceLedger {
    const key = `${sid}\n${studentId}`;
    let ledger = this.#ledgers.get(key);
    if (ledger === undefined) {
      ledger = new SourceLedger();
      this.#ledgers.set(key, ledger);
    }
    return ledger;
  }
}
