import { VirtualClock } from './virtual-clock';

/** Work takes time: a tenth of a millisecond whenever somebody looks whether it is time to rest. */
export class WorkingClock extends VirtualClock {
  #passedMs = 0;

  /** Somebody works for so long. */
  pass(ms: number): void {
    this.#passedMs += ms;
  }

  override monotonicMs(): number {
    this.#passedMs += 0.1;
    return super.monotonicMs() + this.#passedMs;
  }
}
