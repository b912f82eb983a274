import type { Clock } from './clock';

/** A sleep that can be cut short: one waiter, any number of callers. */
export class Alarm {
  readonly #clock: Clock;
  #ring: AbortController | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async sleep(ms: number): Promise<void> {
    this.#ring = new AbortController();
    await this.#clock.sleep(Math.max(0, ms), this.#ring.signal);
  }

  /** Ends the present sleep. */
  ring(): void {
    this.#ring?.abort();
  }
}
