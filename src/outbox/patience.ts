import type { Clock } from '../platform/clock';

/** How long a database may take to answer: a busy disk takes seconds, and what happens meanwhile waits in memory. */
export const DEADLINE_MS = 10_000;

/** Time is counted in steps, so that a page that was frozen, or whose machine slept, does not take its own absence for the database's. */
const STEP_MS = 1_000;

/** The database did not answer in time. Whether a write that was under way is kept after all cannot be known. */
export class StorageSilence extends Error {
  constructor() {
    super('The database of the browser does not answer.');
  }
}

/** Waits for a database, but not for ever: after one missed deadline nothing is expected of it any more. */
export class Patience {
  /** Resolves when a deadline has been missed. */
  readonly ended: Promise<void>;
  readonly #clock: Clock | undefined;
  readonly #underWay = new Set<AbortController>();
  #tell = (): void => undefined;
  #isEnded = false;

  /** @param clock undefined waits for ever */
  constructor(clock: Clock | undefined) {
    this.#clock = clock;
    this.ended = new Promise(resolve => {
      this.#tell = resolve;
    });
  }

  /** Does the work; rejects at the deadline, its own or that of other work. @param work is told by the signal that it was given up */
  async during<T>(work: (isGivenUp: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#isEnded) {
      throw new StorageSilence();
    }
    const turn = new AbortController();
    const done = new AbortController();
    this.#underWay.add(turn);
    void this.#watch(done.signal);
    try {
      return await new Promise<T>((resolve, reject) => {
        turn.signal.addEventListener('abort', () => reject(new StorageSilence()));
        work(turn.signal).then(resolve, reject);
      });
    } finally {
      done.abort();
      this.#underWay.delete(turn);
    }
  }

  async #watch(isDone: AbortSignal): Promise<void> {
    if (this.#clock === undefined) {
      return;
    }
    for (let waitedMs = 0; waitedMs < DEADLINE_MS && !isDone.aborted; waitedMs += STEP_MS) {
      await this.#clock.sleep(STEP_MS, isDone);
    }
    if (!isDone.aborted) {
      this.#end();
    }
  }

  #end(): void {
    this.#isEnded = true;
    this.#underWay.forEach(turn => turn.abort());
    this.#tell();
  }
}
