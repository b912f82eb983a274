import { HttpProblem } from '../../http/problem';
import type { Clock } from '../../platform/clock';
import { jitter, type Random } from '../../platform/random';
import { TokenBuckets } from '../admission/token-bucket';

/**
 * A class of 200 sits behind one address and some mistype: only failures count, and there is room for
 * all of them. One a second leaves a guesser of six-letter codes about two years.
 */
const FAILURES = { burst: 200, perSecond: 1 };

/** Refused clients are told between one and three times the wait, so that they do not come back in step. */
const WAIT_STRETCH = 2;
const WAIT_SPREAD = 0.5;

/** Slows an address down that keeps guessing join codes or instructor tokens. */
export class FailedAttempts {
  readonly #failures: TokenBuckets;

  constructor(
    clock: Clock,
    private readonly random: Random,
  ) {
    this.#failures = new TokenBuckets(FAILURES, clock);
  }

  /** @throws HttpProblem `too_many_attempts` after too many failures of this address */
  admit(address: string): void {
    const waitMs = this.#failures.waitMs(address);
    if (waitMs > 0) {
      const retryAfterMs = jitter(this.random, waitMs * WAIT_STRETCH, WAIT_SPREAD);
      throw new HttpProblem('too_many_attempts', 'Too many wrong attempts from this address. Wait a little.', { retryAfterMs });
    }
  }

  count(address: string): void {
    this.#failures.take(address);
  }
}
