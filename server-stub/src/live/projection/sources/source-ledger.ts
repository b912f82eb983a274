import { firstSeq, type LostEvent, type SourceReport, type WireEvent } from '../../../../../src/protocol';
import type { BatchEntry, ErasedSource } from '../../../log/event-log';
import { RangeSet, type RangeSetValue, sizeOf } from './range-set';
import { Rejections, type RejectionsValue } from './rejections';

/** A page that nobody tampers with is in a handful of pieces. They bound what a hostile client can make the server remember. */
const MAX_RANGES = 100;

/** Tells a `lost` range from an ordinary event. */
export function isLost(event: WireEvent): event is LostEvent {
  return event.type === 'lost';
}

/** A ledger as a snapshot holds it. */
export interface SourceLedgerValue {
  readonly accounted: RangeSetValue;
  readonly received: RangeSetValue;
  readonly lost: RangeSetValue;
  readonly lostCount: number;
  readonly rejected: RejectionsValue;
  readonly lastTimeMs: number;
  readonly erasedThrough: number;
}

/**
 * What the log says of each `seq` of one source, each counted once however often and in whatever order it is told.
 * An event that is in the record counts as received, even when a `lost` range that was sent later covers it.
 */
export class SourceLedger {
  /** The corrected time of the event folded last: a source keeps its order. Milliseconds since the epoch. */
  lastTimeMs = 0;
  readonly #accounted = new RangeSet(MAX_RANGES);
  readonly #received = new RangeSet(MAX_RANGES);
  readonly #lost = new RangeSet(MAX_RANGES);
  /** Of what is lost, that which is not received either. */
  #lostCount = 0;
  readonly #rejected = new Rejections(MAX_RANGES);
  /** What up to here was in the log has been erased: it counts as accounted for, and as nothing else. */
  #erasedThrough = 0;

  /** Begins anew after an erasure. */
  static after({ hwm }: ErasedSource): SourceLedger {
    const ledger = new SourceLedger();
    ledger.#startAfter(hwm);
    return ledger;
  }

  /** Whether all was erased that the log's mark covers. */
  isErased(hwm: number): boolean {
    return this.#erasedThrough > 0 && Math.max(hwm, this.#accounted.top) <= this.#erasedThrough;
  }

  /** Notes an entry's range and its rejected events. */
  account({ first, last, rejected }: BatchEntry): void {
    this.#accounted.add(first, last);
    for (const event of rejected) {
      if (event.seq > this.#erasedThrough) {
        this.#rejected.add(event);
      }
    }
  }

  /** Notes one event. @returns what of its range was not known before; empty for a repetition */
  admit(event: WireEvent): readonly { readonly from: number; readonly to: number }[] {
    return isLost(event) ? this.#admitLost(event) : this.#admitOrdinary(event.seq);
  }

  report(studentId: string, sid: string, hwm: number): SourceReport {
    const top = Math.max(hwm, this.#accounted.top);
    const unlisted = { missing: this.#accounted.settledGap, rejected: this.#rejected.unlisted };
    return {
      studentId,
      sid,
      hwm: top,
      received: this.#received.size,
      missing: this.#accounted.gaps(1, top),
      lost: this.#lostCount,
      rejected: this.#rejected.list(this.#received),
      ...(unlisted.missing + unlisted.rejected > 0 && { unlisted }),
    };
  }

  toValue(): SourceLedgerValue {
    return {
      accounted: this.#accounted.toValue(),
      received: this.#received.toValue(),
      lost: this.#lost.toValue(),
      lostCount: this.#lostCount,
      rejected: this.#rejected.toValue(),
      lastTimeMs: this.lastTimeMs,
      erasedThrough: this.#erasedThrough,
    };
  }

  restore({ accounted, received, lost, lostCount, rejected, lastTimeMs, erasedThrough }: SourceLedgerValue): void {
    this.#erasedThrough = erasedThrough;
    this.#accounted.restore(accounted);
    this.#received.restore(received);
    this.#lost.restore(lost);
    this.#lostCount = lostCount;
    this.#rejected.restore(rejected);
    this.lastTimeMs = lastTimeMs;
  }

  #startAfter(seq: number): void {
    if (seq > 0) {
      this.#erasedThrough = seq;
      this.#accounted.add(1, seq);
    }
  }

  #admitOrdinary(seq: number): { from: number; to: number }[] {
    if (seq <= this.#erasedThrough || this.#received.has(seq)) {
      return [];
    }
    this.#received.add(seq, seq);
    this.#lostCount -= this.#lost.has(seq) ? 1 : 0;
    return [{ from: seq, to: seq }];
  }

  #admitLost(event: LostEvent): { from: number; to: number }[] {
    const from = Math.max(firstSeq(event), this.#erasedThrough + 1);
    if (from > event.seq) {
      return [];
    }
    const fresh = this.#lost.gaps(from, event.seq).flatMap(gap => this.#received.gaps(gap.from, gap.to));
    this.#lost.add(from, event.seq);
    this.#lostCount = fresh.reduce((sum, gap) => sum + sizeOf(gap), this.#lostCount);
    return fresh;
  }
}
