/** Work that is done once for all who ask for it before it begins: never twice at the same time, and once more for all who ask meanwhile. */
export class SharedRuns<T> {
  #running: Promise<T> | undefined;
  #next: Promise<T> | undefined;

  constructor(private readonly work: () => Promise<T>) {}

  /** Resolves to what comes of a run that begins after this call. */
  run(): Promise<T> {
    if (this.#next !== undefined) {
      return this.#next;
    }
    if (this.#running === undefined) {
      return this.#start();
    }
    this.#next = this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.#start();
      });
    return this.#next;
  }

  #start(): Promise<T> {
    const running = this.work().finally(() => {
      this.#running = undefined;
    });
    this.#running = running;
    return running;
  }
}
