import { isDeepStrictEqual } from 'node:util';
import { type EventLog, type LogEntry, LOG_START, type Position, type StoredEntry } from '../../log/event-log';
import { FIRST_ENTRIES, nextLimit } from '../../log/read-pages';
import type { Clock } from '../../platform/clock';
import { FairLine } from '../../platform/pace/fair-line';
import { TimeSlice } from '../../platform/pace/time-slice';
import type { Landmark } from '../snapshots/snapshot-format';

/** While one student's entries take long, others' may have come: it looks so often. */
const LOOK_PERIOD_MS = 100;
/** More is not read ahead: entries, and characters of their events. */
const MAX_AHEAD = { entries: 400, length: 16 * 1024 * 1024 };

/** No log loses more than its last day without being set up anew, and the server with it. */
const MAX_LOST_MS = 24 * 3_600_000;

/** An entry that was read and is not yet handed on. */
interface Pending {
  readonly stored: StoredEntry;
  readonly steps: Iterator<unknown>;
  isDone: boolean;
  /** It and all before it are done. */
  isPassed: boolean;
}

const lengthOf = ({ stored: { entry } }: Pending): number => (entry.kind === 'batch' ? entry.eventsJson.length : 0);

/** What was handed on of an entry in one turn, and how long that took. */
export type OnTurn = (entry: LogEntry, ms: number) => void;

/**
 * Reads one class's log, each entry once, and hands it on. Who gets it works in steps, between which it may wait: one entry can hold an hour's
 * work. A student's entries keep their order; students take turns, so that nobody waits for what another one's take.
 */
export class LogFollower {
  /** Everything up to here was handed on, and up to the second was read. */
  #position: Position = LOG_START;
  #readPosition: Position = LOG_START;
  #landmark: Landmark | undefined;
  #reading: Promise<void> | undefined;
  #readingAgain: Promise<void> | undefined;
  /** How many wait for the reading to end. */
  #waiting = 0;
  #hasReachedEnd = false;
  /** In the order of the log, and in that of turns. */
  #pending: Pending[] = [];
  readonly #line = new FairLine<Pending>();
  #lengthAhead = 0;
  #pageEntries = FIRST_ENTRIES;
  #failure: { readonly error: unknown } | undefined;

  constructor(
    private readonly log: EventLog,
    private readonly classId: string,
    private readonly onEntry: (stored: StoredEntry) => Iterable<unknown>,
    private readonly clock: Clock,
    private readonly onTurn?: OnTurn,
  ) {}

  /** Everything up to here was handed on. */
  get position(): Position {
    return this.#position;
  }

  /** Whether everything that was in the log at some time has been handed on: what is known is not half of it. */
  get hasReachedEnd(): boolean {
    return this.#hasReachedEnd;
  }

  /** The last entry that was read, after which nothing was handed on; undefined when there was none. */
  get landmark(): Landmark | undefined {
    return this.#landmark;
  }

  /** Goes on after `position` instead of at the start of the log. Call it before anything was read. */
  resume(position: Position, landmark: Landmark | undefined): void {
    this.#position = position;
    this.#readPosition = position;
    this.#landmark = landmark;
  }

  /**
   * Resolves when everything that was in the log at the time of the call has been handed on.
   * @throws LogUnavailableError; the next call goes on from where this one stopped
   */
  async catchUp(): Promise<void> {
    this.#waiting += 1;
    try {
      await this.#read();
    } finally {
      this.#waiting -= 1;
    }
  }

  /** The same without haste: leaves most of the machine to others, until somebody else waits for it. @throws LogUnavailableError */
  catchUpGently(): Promise<void> {
    return this.#read();
  }

  #read(): Promise<void> {
    if (this.#reading === undefined) {
      return this.#start();
    }
    // The reading under way may have looked already: only one that starts from now on is sure to see everything.
    this.#readingAgain ??= this.#reading
      .catch(() => undefined)
      .then(() => {
        this.#readingAgain = undefined;
        return this.#reading ?? this.#start();
      });
    return this.#readingAgain;
  }

  #start(): Promise<void> {
    this.#reading = this.#readToEnd().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** What came while it read belongs to the next reading: one that has to be answered ends although a student never stops. */
  async #readToEnd(): Promise<void> {
    const slice = new TimeSlice(this.clock);
    let isLastPage;
    do {
      isLastPage = await this.#fillAhead(slice);
      const last = this.#pending.at(-1);
      await this.#handOnThrough(last, slice);
    } while (!isLastPage);
    this.#hasReachedEnd = true;
    this.#throwFailure();
  }

  /** One that cannot be understood must not stop the view for ever. */
  #throwFailure(): void {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) {
      throw failure.error;
    }
  }

  /** As much as there is room for. @returns whether the log has no more */
  async #fillAhead(slice: TimeSlice): Promise<boolean> {
    let isLastPage = await this.#readAhead();
    while (!isLastPage && this.#hasRoomAhead) {
      if (slice.isOver) {
        await slice.rest(this.#waiting === 0);
      }
      isLastPage = await this.#readAhead();
    }
    return isLastPage;
  }

  /** A page that is small however large the entries are. @returns whether the log has no more */
  async #readAhead(): Promise<boolean> {
    const limit = this.#pageEntries;
    const page = await this.#readPage(limit);
    this.#pageEntries = page.length === 0 ? limit : nextLimit(page);
    for (const stored of page) {
      this.#landmark = { after: this.#readPosition, stored };
      this.#readPosition = stored.position;
      const pending = { stored, steps: this.onEntry(stored)[Symbol.iterator](), isDone: false, isPassed: false };
      this.#pending.push(pending);
      this.#lengthAhead += lengthOf(pending);
      this.#line.add(stored.entry.studentId, pending);
    }
    return page.length < limit;
  }

  /**
   * A log can lose its tail: in a failover, or in a crash between two disk syncs. What came since may then have lower positions than this
   * one, if the clock of the server that took over is behind. So the last entry is read once more, and when it is gone, everything:
   * whoever gets the entries folds them by their identity, and recognises those it had.
   */
  async #readPage(limit: number): Promise<readonly StoredEntry[]> {
    if (this.#landmark !== undefined && this.#mayBeLost(this.#landmark)) {
      const [found, ...page] = await this.log.read(this.classId, this.#landmark.after, limit + 1);
      if (isDeepStrictEqual(found, this.#landmark.stored)) {
        return page;
      }
      this.#position = LOG_START;
      this.#readPosition = LOG_START;
      this.#landmark = undefined;
    }
    return this.log.read(this.classId, this.#readPosition, limit);
  }

  /** Not what is so old that it was kept since, and is in an archive by now. Nor when a snapshot was ahead of the position that it goes on from. */
  #mayBeLost({ stored: { position, entry } }: Landmark): boolean {
    return position === this.#position && this.clock.wallMs() - entry.receivedAtMs < MAX_LOST_MS;
  }

  async #handOnThrough(last: Pending | undefined, slice: TimeSlice): Promise<void> {
    let lookedAtMs = this.clock.monotonicMs();
    for (;;) {
      if (last === undefined || last.isPassed) {
        return;
      }
      this.#giveTurn(slice);
      if (slice.isOver) {
        await slice.rest(this.#waiting === 0);
        if (this.#hasRoomAhead && this.clock.monotonicMs() - lookedAtMs >= LOOK_PERIOD_MS) {
          await this.#readAhead();
          lookedAtMs = this.clock.monotonicMs();
        }
      }
    }
  }

  get #hasRoomAhead(): boolean {
    return this.#pending.length < MAX_AHEAD.entries && this.#lengthAhead < MAX_AHEAD.length;
  }

  /** To one entry: all of it, or as much as the slice has time for. */
  #giveTurn(slice: TimeSlice): void {
    const pending = this.#line.next();
    if (pending === undefined) {
      return;
    }
    const startedAtMs = this.clock.monotonicMs();
    const { entry } = pending.stored;
    pending.isDone = this.#work(pending, slice);
    this.onTurn?.(entry, this.clock.monotonicMs() - startedAtMs);
    if (pending.isDone) {
      this.#lengthAhead -= lengthOf(pending);
      this.#advance();
    } else {
      this.#line.putBack(entry.studentId, pending);
    }
  }

  /** @returns whether nothing is left to do */
  #work({ steps }: Pending, slice: TimeSlice): boolean {
    try {
      while (steps.next().done !== true) {
        if (slice.isOver) {
          return false;
        }
      }
    } catch (error) {
      this.#failure ??= { error };
    }
    return true;
  }

  /** A snapshot from between two steps goes on with all that was not taken in whole, and folding it again changes nothing. */
  #advance(): void {
    for (let [first] = this.#pending; first?.isDone === true; [first] = this.#pending) {
      this.#pending.shift();
      first.isPassed = true;
      this.#position = first.stored.position;
    }
  }
}
