import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';

/** The time to the next try after a change failed. */
const RETRY_MS = 10_000;
const FAILURES_TO_GIVE_UP = 3;

export interface ChangeQueueOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called some time after a change that failed. */
  readonly retry: () => void;
  readonly afterEach: () => void;
}

/** Changes of student and of storage, one after the other. */
export class ChangeQueue {
  readonly #options: ChangeQueueOptions;
  #last: Promise<void>;
  /** Changes in a row that failed. */
  #failures = 0;

  /** @param first is under way already; it never fails */
  constructor(first: Promise<void>, options: ChangeQueueOptions) {
    this.#last = first;
    this.#options = options;
  }

  /** Resolves when all that was added so far is over, done or failed. */
  get done(): Promise<void> {
    return this.#last;
  }

  /** Whether so many changes in a row failed that there is no use in trying the same again. */
  get failsRepeatedly(): boolean {
    return this.#failures >= FAILURES_TO_GIVE_UP;
  }

  /** Does the change when its turn comes, and asks for another try if it fails. */
  add(change: () => Promise<void>): void {
    const once = async () => {
      await change();
      this.#failures = 0;
    };
    this.attempt(once, error => {
      this.#options.logger.warnOnce('change', 'Reporting could not be set up; trying again.', error);
      this.#failures += 1;
      void this.#retryLater();
    });
  }

  /** As `add`, for what a student asked for and must hear of. Rejects when it fails. */
  async addOrThrow(change: () => Promise<void>): Promise<void> {
    const failures: unknown[] = [];
    this.add(() => change().catch((error: unknown) => void failures.push(error)));
    await this.done;
    if (failures.length > 0) {
      throw new Error('The browser did not delete everything.', { cause: failures[0] });
    }
  }

  /** Does work in its turn that is not tried again when it fails. */
  attempt(work: () => Promise<void>, onFailure: (error: unknown) => void): void {
    this.#last = this.#last.then(work).catch(onFailure);
    void this.#last.then(() => this.#options.afterEach());
  }

  async #retryLater(): Promise<void> {
    await this.#options.clock.sleep(RETRY_MS);
    this.#options.retry();
  }
}
