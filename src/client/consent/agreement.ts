import type { Outbox } from '../../outbox/outbox';
import type { Policy, PolicyTerms } from '../../protocol';
import { agreeTo, NO_CONSENT, readConsent, consentStatusOf, type Consent, type ConsentStatus } from './consent';

const recordName = (key: string) => `consent ${key}`;

/** One student's consent to one class on this device. It is the same for all tabs and outlives the page. */
export class Agreement {
  readonly #key: string;
  /** Undefined until it was read or given. */
  #consent: Consent | undefined;
  /** What was said here and is not stored yet counts for more than what is. */
  #isUnsaved = false;

  /** @param key names the student and the class; see `identityKey` */
  constructor(key: string) {
    this.#key = key;
  }

  /** Whether it is known what the student has said. Until then events are held in memory, and given up if they have not agreed. */
  get isRead(): boolean {
    return this.#consent !== undefined;
  }

  get hasLeft(): boolean {
    return this.#consent?.hasLeft === true;
  }

  standing(policy: Policy | null): ConsentStatus {
    return consentStatusOf(policy, this.#consent ?? NO_CONSENT);
  }

  /** Holds at once; `write` makes it last. */
  agree(terms: PolicyTerms): void {
    this.#say(agreeTo(terms));
  }

  decline(terms: PolicyTerms): void {
    this.#say({ ...(this.#consent ?? NO_CONSENT), seen: terms, declined: terms });
  }

  noteSeen(terms: PolicyTerms): void {
    this.#say({ ...(this.#consent ?? NO_CONSENT), seen: terms });
  }

  leave(): void {
    this.#say({ ...NO_CONSENT, hasLeft: true });
  }

  /** After `leave`: all has to be said again. */
  comeBack(): void {
    this.#say(NO_CONSENT);
  }

  /** Takes up what was said on an earlier page or in another tab. A database that the browser has emptied says nothing. */
  async read(outbox: Outbox): Promise<void> {
    const stored = await outbox.getItem(recordName(this.#key));
    const isNews = stored !== undefined && !this.#isUnsaved;
    this.#consent = isNews ? readConsent(stored) : (this.#consent ?? readConsent(stored));
  }

  async write(outbox: Outbox): Promise<void> {
    const consent = this.#consent;
    await outbox.setItem(recordName(this.#key), consent);
    this.#isUnsaved &&= this.#consent !== consent;
  }

  #say(consent: Consent): void {
    this.#consent = consent;
    this.#isUnsaved = true;
  }
}
