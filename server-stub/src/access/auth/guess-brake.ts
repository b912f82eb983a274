import { HttpProblem } from '../../http/problem';
import type { Clock } from '../../platform/clock';
import { jitter, type Random } from '../../platform/random';
import { TokenBuckets } from '../admission/token-bucket';

/** A class of 200 sits behind one address and some mistype: they hear of it at once. */
const FREE_MISTAKES = { burst: 200, perSecond: 1 };

/** How long whoever is beyond them waits for a wrong answer, and how far the waits are spread. */
const DELAY_MS = 2000;
const DELAY_SPREAD = 0.25;

/** Wrong answers that wait at the same time. What comes beyond is told to come again, and not whether it was right. */
const MAX_WAITING = 1000;

/**
 * Slows down who guesses join codes, and nobody else: only what was wrong waits for its answer. A whole class sits behind one address, so an address is never
 * refused, and what keeps a code from being guessed is its length.
 */
export class GuessBrake {
  readonly #mistakes: TokenBuckets;
  #waiting = 0;

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {
    this.#mistakes = new TokenBuckets(FREE_MISTAKES, clock);
  }

  /** Call it with what was wrong, before it is told. @throws HttpProblem `too_many_attempts` when too many wait already */
  async slow(address: string): Promise<void> {
    if (this.#mistakes.take(address) === 0) {
      return;
    }
    const delayMs = jitter(this.random, DELAY_MS, DELAY_SPREAD);
    if (this.#waiting >= MAX_WAITING) {
      throw new HttpProblem('too_many_attempts', 'Too many wrong attempts. Check the code, and wait a little.', { retryAfterMs: delayMs });
    }
    this.#waiting += 1;
    await new Promise<void>(resolve => {
      this.clock.setTimeout(resolve, delayMs);
    });
    this.#waiting -= 1;
  }
}
