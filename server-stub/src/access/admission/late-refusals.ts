import type { Clock } from '../../platform/clock';
import { type BucketSize, TokenBuckets } from './token-bucket';

/** Refusals that are answered at once. */
const PROMPT: BucketSize = { burst: 20, perSecond: 2 };
const HOLD_MS = 1000;
/** Held refusals of all: beyond that they are answered at once rather than remembered. */
const MAX_HELD = 500;

/** Answers late whoever is refused again and again: a client that goes on asking then asks no more often than its connections allow. */
export class LateRefusals {
  readonly #prompt: TokenBuckets;
  #held = 0;

  constructor(private readonly clock: Clock) {
    this.#prompt = new TokenBuckets(PROMPT, clock);
  }

  /** Resolves when whoever is refused may be told. @param whose it is */
  async hold(whose: string): Promise<void> {
    if (this.#prompt.take(whose) === 0 || this.#held >= MAX_HELD) {
      return;
    }
    this.#held += 1;
    await new Promise<void>(resolve => void this.clock.setTimeout(resolve, HOLD_MS));
    this.#held -= 1;
  }
}
