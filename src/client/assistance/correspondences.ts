import type { Outbox } from '../../outbox/outbox';
import { Correspondence } from './correspondence';
import { identityKey } from '../enrolment/identity';
import type { ReportingIdentity } from '../reporting-client';

/** By student and class. */
export class Correspondences {
  readonly #outbox: () => Outbox;
  readonly #byKey = new Map<string, Correspondence>();

  /** @param outbox the one that is in use now */
  constructor(outbox: () => Outbox) {
    this.#outbox = outbox;
  }

  of(identity: ReportingIdentity | undefined): Correspondence {
    const key = identity === undefined ? '' : identityKey(identity);
    const correspondence = this.#byKey.get(key) ?? new Correspondence(key, this.#outbox);
    this.#byKey.set(key, correspondence);
    return correspondence;
  }
}
