import { identityKey } from '../enrolment/identity';
import type { ReportingIdentity } from '../enrolment/identity';
import type { RecordedEvent } from './source-writer';

/** An event that waits for its reporter. It stays its student's, whoever comes after them. */
export interface EarlyEvent {
  readonly identity: ReportingIdentity;
  readonly event: RecordedEvent;
  readonly isUrgent: boolean;
}

/** What was recorded while there was no reporter yet, or none any more. */
export class EarlyEvents {
  #events: EarlyEvent[] = [];

  get count(): number {
    return this.#events.length;
  }

  add(early: EarlyEvent): void {
    this.#events.push(early);
  }

  /** What a reporter that stopped had not written comes before what was recorded since. */
  putBack(identity: ReportingIdentity, events: readonly RecordedEvent[]): void {
    this.#events.unshift(...events.map(event => ({ identity, event, isUrgent: false })));
  }

  /** Takes out what is this student's in this class. */
  take(identity: ReportingIdentity): readonly EarlyEvent[] {
    const key = identityKey(identity);
    const isOwn = (early: EarlyEvent) => identityKey(early.identity) === key;
    const taken = this.#events.filter(isOwn);
    this.#events = this.#events.filter(early => !isOwn(early));
    return taken;
  }
}
