import {
  type DeliveryReport,
  firstSeq,
  type LostEvent,
  type RejectedEvent,
  type SourceReport,
  type WireEvent,
} from '../../../../../src/protocol';
import type { BatchEntry, ErasedSource } from '../../../log/event-log';
import { RangeSet, type RangeSetValue, sizeOf } from './range-set';

/** Tells a `lost` range from an ordinary event. */
export function isLost(event: WireEvent): event is LostEvent {
  return event.type === 'lost';
}

/** A ledger as a snapshot holds it. */
export interface SourceLedgerValue {
  readonly accounted: RangeSetValue;
  readonly received: RangeSetValue;
  readonly lost: RangeSetValue;
  readonly rejected: readonly RejectedEvent[];
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
  readonly #accounted = new RangeSet();
  readonly #received = new RangeSet();
  readonly #lost = new RangeSet();
  readonly #rejected = new Map<number, RejectedEvent>();
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
        this.#rejected.set(event.seq, event);
      }
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

  toValue(): SourceLedgerValue {
    return {
      accounted: this.#accounted.toValue(),
      received: this.#received.toValue(),
      lost: this.#lost.toValue(),
      rejected: [...this.#rejected.values()],
      lastTimeMs: this.lastTimeMs,
      erasedThrough: this.#erasedThrough,
    };
  }

  restore({ accounted, received, lost, rejected, lastTimeMs, erasedThrough }: SourceLedgerValue): void {
    this.#startAfter(erasedThrough);
    this.#accounted.restore(accounted);
    this.#received.restore(received);
    this.#lost.restore(lost);
    for (const event of rejected) {
      this.#rejected.set(event.seq, event);
    }
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
    return [{ from: seq, to: seq }];
  }

  #admitLost(event: LostEvent): { from: number; to: number }[] {
    const from = Math.max(firstSeq(event), this.#erasedThrough + 1);
    if (from > event.seq) {
      return [];
    }
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
  readonly #students = new Map<string, Map<string, SourceLedger>>();

  /** The ledger of a source, a new one when the source is new. */
  of(studentId: string, sid: string): SourceLedger {
    const ledgers = this.#students.get(studentId) ?? new Map<string, SourceLedger>();
    const ledger = ledgers.get(sid) ?? new SourceLedger();
    this.#students.set(studentId, ledgers.set(sid, ledger));
    return ledger;
  }

  /** What is in the ledgers against the marks that the log has, source by source; what was erased whole is left out. */
  report(marks: Iterable<{ readonly studentId: string; readonly sid: string; readonly hwm: number }>): DeliveryReport {
    const sources = [...marks].map(mark => ({ ...mark, ledger: this.of(mark.studentId, mark.sid) }));
    const shown = sources.filter(({ ledger, hwm }) => !ledger.isErased(hwm));
    return { sources: shown.map(({ studentId, sid, hwm, ledger }) => ledger.report(studentId, sid, hwm)) };
  }

  /** Every student of whom there is a ledger. */
  studentIds(): Iterable<string> {
    return this.#students.keys();
  }

  /** Forgets a student, but for how far their sources had come. */
  erase(studentId: string, sources: readonly ErasedSource[]): void {
    this.#students.set(studentId, new Map(sources.map(source => [source.sid, SourceLedger.after(source)])));
  }

  /** One student's ledgers by `sid`. */
  ofStudent(studentId: string): ReadonlyMap<string, SourceLedger> {
    return this.#students.get(studentId) ?? new Map<string, SourceLedger>();
  }
}
