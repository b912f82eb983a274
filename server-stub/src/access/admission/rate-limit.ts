import type { ProblemCode } from '../../../../src/protocol';
import { HttpProblem } from '../../http/problem';
import type { Clock } from '../../platform/clock';
import { jitter, type Random } from '../../platform/random';
import { type BucketSize, TokenBuckets } from './token-bucket';

export interface Refusal {
  readonly code: ProblemCode;
  /** For whoever is refused. */
  readonly detail: string;
  /** The share by which waits are told longer or shorter than they are, each differently. */
  readonly waitSpread: number;
}

/** Limits how often something may be done for each key, and says to whom it is refused when to come again. */
export class RateLimit {
  readonly #rate: TokenBuckets;

  constructor(
    size: BucketSize,
    private readonly refusal: Refusal,
    clock: Clock,
    private readonly random: Random,
  ) {
    this.#rate = new TokenBuckets(size, clock);
  }

  /** @throws HttpProblem as the refusal says */
  admit(key: string): void {
    const waitMs = this.#rate.take(key);
    if (waitMs > 0) {
      const { code, detail, waitSpread } = this.refusal;
      throw new HttpProblem(code, detail, { retryAfterMs: jitter(this.random, waitMs, waitSpread) });
    }
  }
}
