import type { Role } from '../../../../src/protocol';
import { HttpProblem } from '../../http/problem';
import type { Clock } from '../../platform/clock';
import { jitter, type Random } from '../../platform/random';
import { LateRefusals } from './late-refusals';
import { type BucketSize, TokenBuckets } from './token-bucket';

/** A dashboard asks ten times when it is opened and a few times a minute from then on: one link may be open on twenty screens. */
const RATE: BucketSize = { burst: 200, perSecond: 20 };
/** All of a class takes as long to write, and to pack, as ten smaller answers: it counts for so many requests. */
const WHOLE_CLASS = 5;
const WAIT_SPREAD = 0.25;

/** Limits how often one instructor may ask for anything: what they are answered with may be a class of a thousand, and what they do is kept. */
export class RequestLimits {
  readonly #rate: TokenBuckets;
  readonly #refusals: LateRefusals;

  constructor(
    clock: Clock,
    private readonly random: Random,
  ) {
    this.#rate = new TokenBuckets(RATE, clock);
    this.#refusals = new LateRefusals(clock);
  }

  /**
   * An owner asks as often as they like: whoever has their token can do worse.
   * @throws HttpProblem `too_many_attempts`; for a flood only after a while
   */
  async admit({ id, role }: { readonly id: string; readonly role: Role }, { isWholeClass = false } = {}): Promise<void> {
    if (role === 'owner') {
      return;
    }
    const waitMs = this.#rate.take(id);
    if (waitMs > 0) {
      await this.#refusals.hold(id);
      const retryAfterMs = jitter(this.random, waitMs, WAIT_SPREAD);
      throw new HttpProblem('too_many_attempts', 'Too many requests with this link. Wait a little.', { retryAfterMs });
    }
    this.#rate.charge(id, isWholeClass ? WHOLE_CLASS - 1 : 0);
  }
}
