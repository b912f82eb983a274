import { isDeepStrictEqual } from 'node:util';
import { type EventLog, LOG_START, type Position, type StoredEntry } from '../../log/event-log';
import type { Clock } from '../../platform/clock';
import { TimeSlice } from '../../platform/time-slice';
import type { Landmark } from '../snapshots/snapshot-format';

const PAGE_ENTRIES = 100;

/** No log loses more than its last day without being set up anew, and the server with it. */
const MAX_LOST_MS = 24 * 3_600_000;

/** Reads one class's log, each entry once, and hands it on. Who gets it works in steps, between which it may wait: one entry can hold an hour's work. */
export class LogFollower {
  #position: Position = LOG_START;
  #landmark: Landmark | undefined;
  #reading: Promise<void> | undefined;
  #readingAgain: Promise<void> | undefined;
  /** How many wait for the reading to end. */
  #waiting = 0;
  #hasReachedEnd = false;

  constructor(
    private readonly log: EventLog,
    private readonly classId: string,
    private readonly onEntry: (stored: StoredEntry) => Iterable<unknown>,
    private readonly clock: Clock,
  ) {}

  /** Everything up to here was handed on. */
  get position(): Position {
    return this.#position;
  }

  /** Whether everything that was in the log at some time has been handed on: what is known is not half of it. */
  get hasReachedEnd(): boolean {
    return this.#hasReachedEnd;
  }

  /** The last entry that was handed on; undefined when there was none. */
  get landmark(): Landmark | undefined {
    return this.#landmark;
  }

  /** Goes on after `position` instead of at the start of the log. Call it before anything was read. */
  resume(position: Position, landmark: Landmark | undefined): void {
    this.#position = position;
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

  async #readToEnd(): Promise<void> {
    const slice = new TimeSlice(this.clock);
    let page;
    do {
      page = await this.#readPage();
      for (const stored of page) {
        await this.#handOn(stored, slice);
      }
    } while (page.length === PAGE_ENTRIES);
    this.#hasReachedEnd = true;
  }

  /**
   * A log can lose its tail: in a failover, or in a crash between two disk syncs. What came since may then have lower positions than this
   * one, if the clock of the server that took over is behind. So the last entry is read once more, and when it is gone, everything:
   * whoever gets the entries folds them by their identity, and recognises those it had.
   */
  async #readPage(): Promise<readonly StoredEntry[]> {
    if (this.#landmark !== undefined && this.#mayBeLost(this.#landmark)) {
      const [found, ...page] = await this.log.read(this.classId, this.#landmark.after, PAGE_ENTRIES + 1);
      if (isDeepStrictEqual(found, this.#landmark.stored)) {
        return page;
      }
      this.#position = LOG_START;
      this.#landmark = undefined;
    }
    return this.log.read(this.classId, this.#position, PAGE_ENTRIES);
  }

  /** Not what is so old that it was kept since, and is in an archive by now. Nor when a snapshot was ahead of the position that it goes on from. */
  #mayBeLost({ stored: { position, entry } }: Landmark): boolean {
    return position === this.#position && this.clock.wallMs() - entry.receivedAtMs < MAX_LOST_MS;
  }

  async #handOn(stored: StoredEntry, slice: TimeSlice): Promise<void> {
    try {
      for (const _ of this.onEntry(stored)) {
        if (slice.isOver) {
          await slice.rest(this.#waiting === 0);
        }
      }
    } finally {
      // When all of it is taken in: a snapshot from between two steps goes on with the whole entry, and folding it again changes nothing. And
      // in any case: one that cannot be understood must not stop the view for ever.
      this.#landmark = { after: this.#position, stored };
      this.#position = stored.position;
    }
    if (slice.isOver) {
      await slice.rest(this.#waiting === 0);
    }
  }
}
