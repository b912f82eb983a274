import type { Trouble } from '../delivery';
import type { ActiveStorage } from './active-storage';
import type { StudentConsent } from './consent/student-consent';
import type { ReportingIdentity } from './enrolment/identity';
import type { Lifecycle } from './lifecycle';
import type { ClientParts } from './sending/reporter';
import type { SendingPart } from './sending/reporter-pool';

export interface ClassExitOptions {
  readonly parts: ClientParts;
  readonly sending: SendingPart;
  readonly storage: ActiveStorage;
  readonly lifecycle: Lifecycle;
  readonly consent: StudentConsent;
  /** Who is here now. */
  readonly identity: () => ReportingIdentity | undefined;
}

/** How a student leaves the class. */
export class ClassExit {
  readonly #options: ClassExitOptions;

  constructor(options: ClassExitOptions) {
    this.#options = options;
  }

  /** See `ReportingClient.exit`. */
  async leave(): Promise<void> {
    const { consent, lifecycle } = this.#options;
    const identity = this.#options.identity();
    if (identity !== undefined) {
      consent.leave();
      await lifecycle.changes.addOrThrow(() => lifecycle.forget(identity));
    }
  }

  /** See `ReportingClient.exit`. */
  async eraseAndLeave(): Promise<Trouble | undefined> {
    const { lifecycle } = this.#options;
    const identity = this.#options.identity();
    let refusal: Trouble | undefined;
    if (identity !== undefined) {
      await lifecycle.changes.addOrThrow(async () => {
        // Nothing may be on its way: the server would take it for somebody who has joined anew.
        await lifecycle.stop();
        refusal = await this.#askToErase(identity);
        await (refusal === undefined ? undefined : lifecycle.restart());
      });
    }
    await (refusal === undefined ? this.leave() : undefined);
    return refusal;
  }

  /** @returns why the server did not */
  async #askToErase(identity: ReportingIdentity): Promise<Trouble | undefined> {
    const { parts, sending, storage } = this.#options;
    sending.ask();
    if (sending.value === undefined) {
      return { kind: 'part_missing' };
    }
    const { Session, transport } = sending.value;
    const session = new Session({ ...parts, transport, ...(await storage.context()), identity });
    await session.restore();
    const outcome = await session.erase(new AbortController().signal);
    switch (outcome.kind) {
      case 'erased':
        return undefined;
      case 'unauthorised':
        return { kind: 'server_says', detail: outcome.detail };
      case 'failed':
        return outcome.trouble;
    }
  }
}
