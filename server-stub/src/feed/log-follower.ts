import { type EventLog, LOG_START, type LogEntry, type Position } from '../log/event-log';

const PAGE_ENTRIES = 100;

/** Reads one class's log from its start, each entry once, and hands it on. */
export class LogFollower {
  #position: Position = LOG_START;
  #reading: Promise<void> | undefined;
  #readingAgain: Promise<void> | undefined;

  constructor(
    private readonly log: EventLog,
    private readonly classId: string,
    private readonly onEntry: (entry: LogEntry) => void,
  ) {}

  /**
   * Resolves when everything that was in the log at the time of the call has been handed on.
   * @throws LogUnavailableError; the next call goes on from where this one stopped
   */
  catchUp(): Promise<void> {
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
    let page;
    do {
      page = await this.log.read(this.classId, this.#position, PAGE_ENTRIES);
      for (const { position, entry } of page) {
        // Before the entry is looked at: one that cannot be understood must not stop the view for ever.
        this.#position = position;
        this.onEntry(entry);
      }
    } while (page.length === PAGE_ENTRIES);
  }
}
