import type { Logger } from '../../platform/logger';
import type { ReportingStatus } from './reporting-status';

type Listener = (status: ReportingStatus) => void;

/** Keeps the status and tells those who listen. */
export class StatusBoard {
  readonly #read: () => Promise<ReportingStatus>;
  readonly #logger: Logger;
  readonly #listeners = new Set<Listener>();
  #status: ReportingStatus;
  #isStale = false;
  #isRefreshing = false;

  /** @param read works out the status as it is now */
  constructor(initial: ReportingStatus, read: () => Promise<ReportingStatus>, logger: Logger) {
    this.#status = initial;
    this.#read = read;
    this.#logger = logger;
  }

  get status(): ReportingStatus {
    return this.#status;
  }

  /** @returns stops the calls */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Works out the status again and tells the listeners; changes that come meanwhile share the next time. */
  async refresh(): Promise<void> {
    this.#isStale = true;
    if (this.#isRefreshing) {
      return;
    }
    this.#isRefreshing = true;
    while (this.#isStale) {
      this.#isStale = false;
      this.#status = await this.#read();
      this.#tell();
    }
    this.#isRefreshing = false;
  }

  #tell(): void {
    for (const listener of this.#listeners) {
      try {
        listener(this.#status);
      } catch (error) {
        this.#logger.warnOnce('listener', 'The status could not be shown.', error);
      }
    }
  }
}
