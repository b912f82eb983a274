/** Changes of identity and of storage, one after the other. */
export class ChangeQueue {
  readonly #afterEach: () => void;
  #last: Promise<void>;

  /** @param first is under way already; it never fails */
  constructor(first: Promise<void>, afterEach: () => void) {
    this.#last = first;
    this.#afterEach = afterEach;
  }

  /** Resolves when all that was added so far is over, done or failed. */
  get done(): Promise<void> {
    return this.#last;
  }

  add(change: () => Promise<void>, onFailure: (error: unknown) => void): void {
    this.#last = this.#last.then(change).catch(onFailure);
    void this.#last.then(() => this.#afterEach());
  }
}
