import type { WireEvent } from '../../../../src/protocol';
import type { BatchEntry, EventLog, LogEntry, Position, StoredEntry } from '../../log/event-log';
import { eventGroups } from '../../log/event-groups';
import { readPages } from '../../log/read-pages';
import type { BackgroundLane } from '../../platform/pace/background-lane';
import type { Clock } from '../../platform/clock';
import { TimeSlice } from '../../platform/pace/time-slice';
import { type OrderKey, skewMs } from '../../live/projection/events/corrected-time';
import { dateEvent } from '../../live/projection/sources/event-time';
import type { Range } from '../../live/projection/sources/range-set';
import type { SourceLedger } from '../../live/projection/sources/source-ledger';
import { SourceLedgers } from '../../live/projection/sources/source-ledgers';

/** A batch has at most 500 events of 16 KiB: few entries at a time keep the memory of a hostile class small, and others' waits short. */
const PAGE_ENTRIES = 25;

/** An event of the record with the time at which it really happened. */
export interface DatedEvent {
  readonly entry: BatchEntry;
  readonly event: WireEvent;
  /** What of the event's range was not told before. */
  readonly range: Range;
  readonly key: OrderKey;
}

/** Who is told a class's history. */
export interface HistoryListener {
  /** An event that was not told before, in the order of the log. */
  hear(event: DatedEvent): void;
  /** A student's data was erased: nothing told of them counts. */
  forget(studentId: string): void;
}

/** Whose history it is, and where in the log it is: there alone it is read. */
export interface HistoryOwner {
  readonly studentId: string;
  readonly entries: { slice(start: number, end: number): readonly Position[] };
}

export interface HistoryScope {
  readonly classId: string;
  /** Undefined: all students, by the whole log. */
  readonly owner?: HistoryOwner;
  /** What was received before then is not told. Milliseconds since the epoch. */
  readonly expiredBeforeMs: number;
}

/** Reads histories one at a time, whoever asks: that of a class takes seconds where there are a million events. */
export class HistoryReader {
  #last: Promise<unknown> = Promise.resolve();

  /** @param lane undefined where somebody waits for what is read: then it goes on as soon as everybody else had a turn */
  constructor(
    private readonly log: EventLog,
    private readonly clock: Clock,
    private readonly lane?: BackgroundLane,
  ) {}

  /** Tells every event once. @param signal nobody waits for it any more: it ends before its end @throws LogUnavailableError */
  read(scope: HistoryScope, listener: HistoryListener, signal?: AbortSignal): Promise<void> {
    const reading = this.#last.then(() => this.#read(scope, listener, signal));
    this.#last = reading.catch(() => undefined);
    return reading;
  }

  async #read({ classId, owner, expiredBeforeMs }: HistoryScope, listener: HistoryListener, signal?: AbortSignal): Promise<void> {
    const isOver = (): boolean => signal?.aborted === true;
    if (isOver()) {
      return;
    }
    const ledgers = new SourceLedgers();
    const slice = this.lane?.slice() ?? new TimeSlice(this.clock);
    for await (const page of owner === undefined ? readPages(this.log, classId) : this.#pagesOf(classId, owner)) {
      for (const { entry } of page) {
        for (const _ of tell(entry, ledgers, expiredBeforeMs, listener)) {
          if (slice.isOver) {
            await slice.rest();
          }
        }
      }
      if (isOver()) {
        return;
      }
    }
  }

  /** A log that lost its tail may have somebody else's entry in that place. */
  async *#pagesOf(classId: string, { studentId, entries }: HistoryOwner): AsyncGenerator<readonly StoredEntry[], void, undefined> {
    let positions: readonly Position[];
    for (let start = 0; (positions = entries.slice(start, start + PAGE_ENTRIES)).length > 0; start += PAGE_ENTRIES) {
      const page = await this.log.readAt(classId, positions);
      yield page.filter(({ entry }) => entry.studentId === studentId);
    }
  }
}

/** In steps: one entry may hold many events. */
function* tell(entry: LogEntry, ledgers: SourceLedgers, expiredBeforeMs: number, listener: HistoryListener): Generator<void> {
  if (entry.kind === 'erased') {
    ledgers.erase(entry.studentId, entry.sources);
    listener.forget(entry.studentId);
  } else if (entry.kind === 'batch' && entry.receivedAtMs >= expiredBeforeMs) {
    yield* tellBatch(entry, ledgers.of(entry.studentId, entry.sid), listener);
  }
  yield;
}

/** Dates events as the projection does. */
function* tellBatch(entry: BatchEntry, ledger: SourceLedger, listener: HistoryListener): Generator<void> {
  const skew = skewMs(entry.sentAt, entry.receivedAtMs);
  for (const { events } of eventGroups(entry.eventsJson)) {
    for (const event of events) {
      for (const range of ledger.admit(event)) {
        const timeMs = dateEvent(event, entry, skew, ledger);
        listener.hear({ entry, event, range, key: { timeMs, sid: entry.sid, seq: range.to } });
      }
      yield;
    }
  }
}
