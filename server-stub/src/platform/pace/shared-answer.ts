import type { Clock } from '../clock';

/** An answer that costs something and that anybody may ask for: however many ask, it is found at most once in so long. */
export class SharedAnswer<T> {
  #answer: Promise<T> | undefined;
  #askedAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly find: () => Promise<T>,
    private readonly lifetimeMs: number,
    private readonly clock: Pick<Clock, 'monotonicMs'>,
  ) {}

  get(): Promise<T> {
    const nowMs = this.clock.monotonicMs();
    if (this.#answer === undefined || nowMs - this.#askedAtMs >= this.lifetimeMs) {
      this.#askedAtMs = nowMs;
      this.#answer = this.find();
    }
    return this.#answer;
  }
}
