import type { Clock } from '../../platform/clock';
import type { Random } from '../../platform/random';
import { RateLimit, type Refusal } from './rate-limit';
import type { BucketSize } from './token-bucket';

/** A hint to each group of a long list at once, and then one every two seconds: more than anybody can read, and less than a flood. */
const RATE: BucketSize = { burst: 30, perSecond: 0.5 };
const REFUSAL: Refusal = {
  code: 'too_many_attempts',
  detail: 'You have sent many messages in a short time. Wait a little.',
  waitSpread: 0.25,
};

/** Limits how often one instructor may send messages to students. */
export class MessageLimits {
  readonly #limit: RateLimit;

  constructor(clock: Clock, random: Random) {
    this.#limit = new RateLimit(RATE, REFUSAL, clock, random);
  }

  /** @throws HttpProblem `too_many_attempts` */
  admit(instructorId: string): void {
    this.#limit.admit(instructorId);
  }
}
