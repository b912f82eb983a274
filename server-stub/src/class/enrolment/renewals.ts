import { studentKey } from '../../../../src/protocol';
import { RateLimit, type Refusal } from '../../access/admission/rate-limit';
import type { BucketSize } from '../../access/admission/token-bucket';
import type { Clock } from '../../platform/clock';
import type { Random } from '../../platform/random';
import type { ClassRecord } from '../registry/registry';
import type { Applicant } from './applicant';

/** A token lasts for a day, and a page asks once when it is opened without one. */
const RATE: BucketSize = { burst: 30, perSecond: 0.2 };
const REFUSAL: Refusal = {
  code: 'too_many_attempts',
  detail: 'This device has joined the class too often. Wait a little.',
  waitSpread: 0.25,
};

/** Limits how often one device may join under one name: each time is kept, with the team that it names. Other devices' tries count for themselves. */
export class Renewals {
  readonly #limit: RateLimit;

  constructor(clock: Clock, random: Random) {
    this.#limit = new RateLimit(RATE, REFUSAL, clock, random);
  }

  /** @throws HttpProblem `too_many_attempts` */
  admit({ id }: Pick<ClassRecord, 'id'>, { studentId, deviceId }: Pick<Applicant, 'studentId' | 'deviceId'>): void {
    this.#limit.admit(`${id}\n${studentKey(studentId)}\n${deviceId}`);
  }
}
