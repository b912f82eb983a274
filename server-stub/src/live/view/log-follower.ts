import { isDeepStrictEqual } from 'node:util';
import { type EventLog, type LogEntry, LOG_START, type Position, type StoredEntry } from '../../log/event-log';
import { FIRST_ENTRIES, nextLimit } from '../../log/read-pages';
import type { Clock } from '../../platform/clock';
import { TimeSlice } from '../../platform/pace/time-slice';
import { PendingEntries, type PendingEntry } from './pending-entries';
import type { Landmark } from '../snapshots/snapshot-format';

/** While one student's entries take long, others' may have come: it looks so often. */
const LOOK_PERIOD_MS = 100;
/** No log loses more than its last day without being set up anew, and the server with it. */
const MAX_LOST_MS = 24 * 3_600_000;

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
  readonly #pending = new PendingEntries();
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
      const { last } = this.#pending;
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
    while (!isLastPage && this.#pending.hasRoom) {
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
      this.#pending.add(stored, this.onEntry(stored)[Symbol.iterator]());
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

  async #handOnThrough(last: PendingEntry | undefined, slice: TimeSlice): Promise<void> {
    let lookedAtMs = this.clock.monotonicMs();
    for (;;) {
      if (last === undefined || last.isPassed) {
        return;
      }
      this.#giveTurn(slice);
      if (slice.isOver) {
        await slice.rest(this.#waiting === 0);
        if (this.#pending.hasRoom && this.clock.monotonicMs() - lookedAtMs >= LOOK_PERIOD_MS) {
          await this.#readAhead();
          lookedAtMs = this.clock.monotonicMs();
        }
      }
    }
  }

  /** To one entry: all of it, or as much as the slice has time for. */
  #giveTurn(slice: TimeSlice): void {
    const pending = this.#pending.next();
    if (pending === undefined) {
      return;
    }
    const startedAtMs = this.clock.monotonicMs();
    const { entry } = pending.stored;
    const isDone = this.#work(pending, slice);
    this.onTurn?.(entry, this.clock.monotonicMs() - startedAtMs);
    if (isDone) {
      this.#position = this.#pending.finish(pending) ?? this.#position;
    } else {
      this.#pending.putBack(pending);
    }
  }

  /** @returns whether nothing is left to do */
  #work({ steps }: PendingEntry, slice: TimeSlice): boolean {
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
}
