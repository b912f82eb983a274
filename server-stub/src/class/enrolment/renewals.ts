import { studentKey } from '../../../../src/protocol';
import { type BucketSize, TokenBuckets } from '../../access/admission/token-bucket';
import { HttpProblem } from '../../http/problem';
import type { Clock } from '../../platform/clock';
import { jitter, type Random } from '../../platform/random';
import type { ClassRecord } from '../registry/registry';
import type { Applicant } from './applicant';

/** A token lasts for a day, and a page asks once when it is opened without one. */
const RATE: BucketSize = { burst: 30, perSecond: 0.2 };
const WAIT_SPREAD = 0.25;

/** Limits how often one device may join under one name: each time is kept, with the team that it names. Other devices' tries count for themselves. */
export class Renewals {
  readonly #rate: TokenBuckets;

  constructor(
    clock: Clock,
    private readonly random: Random,
  ) {
    this.#rate = new TokenBuckets(RATE, clock);
  }

  /** @throws HttpProblem `too_many_attempts` */
  admit({ id }: Pick<ClassRecord, 'id'>, { studentId, deviceId }: Pick<Applicant, 'studentId' | 'deviceId'>): void {
    const waitMs = this.#rate.take(`${id}\n${studentKey(studentId)}\n${deviceId}`);
    if (waitMs > 0) {
      const retryAfterMs = jitter(this.random, waitMs, WAIT_SPREAD);
      throw new HttpProblem('too_many_attempts', 'This device has joined the class too often. Wait a little.', { retryAfterMs });
    }
  }
}
