import { Agreement } from './agreement';
import { identityKey } from '../enrolment/identity';
import type { ReportingIdentity } from '../reporting-client';

/** By student and class: what was said on this page holds, also when another student was here meanwhile. */
export class Agreements {
  readonly #byKey = new Map<string, Agreement>();

  of(identity: ReportingIdentity | undefined): Agreement {
    const key = identity === undefined ? '' : identityKey(identity);
    const agreement = this.#byKey.get(key) ?? new Agreement(key);
    this.#byKey.set(key, agreement);
    return agreement;
  }
}
