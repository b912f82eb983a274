import { HttpProblem } from '../../http/problem';
import type { Clock } from '../../platform/clock';
import { jitter, type Random } from '../../platform/random';
import { type BucketSize, TokenBuckets } from './token-bucket';

/** A hint to each group of a long list at once, and then one every two seconds: more than anybody can read, and less than a flood. */
const RATE: BucketSize = { burst: 30, perSecond: 0.5 };
const WAIT_SPREAD = 0.25;

/** Limits how often one instructor may send messages to students. */
export class MessageLimits {
  readonly #rate: TokenBuckets;

  constructor(
    clock: Clock,
    private readonly random: Random,
  ) {
    this.#rate = new TokenBuckets(RATE, clock);
  }

  /** @throws HttpProblem `too_many_attempts` */
  admit(instructorId: string): void {
    const waitMs = this.#rate.take(instructorId);
    if (waitMs > 0) {
      const retryAfterMs = jitter(this.random, waitMs, WAIT_SPREAD);
      throw new HttpProblem('too_many_attempts', 'You have sent many messages in a short time. Wait a little.', { retryAfterMs });
    }
  }
}
