import { HttpProblem } from '../problem';
import type { Clock } from '../platform/clock';
import { TokenBuckets } from './token-bucket';

/**
 * A class of 200 sits behind one address and some mistype: only failures count, and there is room for
 * all of them. One a second leaves a guesser of six-letter codes about two years.
 */
const FAILURES = { burst: 200, perSecond: 1 };

/** Slows an address down that keeps guessing join codes or instructor tokens. */
export class FailedAttempts {
  readonly #failures: TokenBuckets;

  constructor(clock: Clock) {
    this.#failures = new TokenBuckets(FAILURES, clock);
  }

  /** @throws HttpProblem `too_many_attempts` after too many failures of this address */
  admit(address: string): void {
    const retryAfterMs = this.#failures.waitMs(address);
    if (retryAfterMs > 0) {
      throw new HttpProblem('too_many_attempts', 'Too many wrong attempts from this address. Wait a little.', { retryAfterMs });
    }
  }

  count(address: string): void {
    this.#failures.take(address);
  }
}
