import type { SentHistory } from '../outbox/sent-history';
import type { ActiveStorage } from './active-storage';
import { identityKey } from './enrolment/identity';
import type { ReporterPool } from './sending/reporter-pool';
import { readDeadLetters, type DeadLetter } from './sources/dead-letters';
import { readHoldings, type Holdings } from './sources/holdings';
import type { ReportingIdentity } from './enrolment/identity';

export interface OwnDataOptions {
  readonly storage: ActiveStorage;
  readonly history: SentHistory;
  readonly reporters: ReporterPool;
  /** Who is here now. */
  readonly identity: () => ReportingIdentity | undefined;
}

/** What this browser holds of the student, for them to see. */
export class OwnData {
  readonly #options: OwnDataOptions;

  constructor(options: OwnDataOptions) {
    this.#options = options;
  }

  /** See `ReportingClient.ownData`. */
  async holdings(limit: number): Promise<Holdings> {
    const { storage, history, reporters } = this.#options;
    const identity = this.#options.identity();
    if (identity === undefined) {
      return { waiting: [], sent: [] };
    }
    await reporters.own?.keepAll();
    return readHoldings(storage.outbox, history, identityKey(identity), limit);
  }

  /** See `ReportingClient.ownData`. */
  deadLetters(): Promise<readonly DeadLetter[]> {
    return readDeadLetters(this.#options.storage.outbox);
  }
}
