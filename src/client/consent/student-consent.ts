import type { Outbox } from '../../outbox/outbox';
import { policyTerms, type Policy, type PolicyTerms } from '../../protocol';
import { ByIdentity } from '../enrolment/by-identity';
import { identityKey, type ReportingIdentity } from '../enrolment/identity';
import { readStoredPolicy } from '../enrolment/stored-enrolment';
import { Agreement } from './agreement';
import type { ConsentStatus } from './consent';

export interface StudentConsentOptions {
  /** Who is here now. */
  readonly identity: () => ReportingIdentity | undefined;
  /** The outbox that is in use now. */
  readonly outbox: () => Outbox;
  /** The policy as the server has told it on this page. */
  readonly toldPolicy: () => Policy | undefined;
  /** Writes to the outbox, in turn with other changes. */
  readonly store: (write: () => Promise<void>) => void;
  /** Changes whether anything is reported, in turn with other changes. */
  readonly change: (change: () => Promise<void>) => void;
  /** Starts reporting anew, as what the student said allows. */
  readonly restart: () => Promise<void>;
}

/** What the student lets the extension do in the class: what they agreed to, whether they pause, whether they have left. */
export class StudentConsent {
  readonly #options: StudentConsentOptions;
  readonly #agreements = new ByIdentity(key => new Agreement(key));
  /** As an earlier page knew it, or this one before it paused. */
  #storedPolicy: Policy | null = null;
  /** What the student asked for; see `isPausing`. */
  #wantsPause = false;

  constructor(options: StudentConsentOptions) {
    this.#options = options;
  }

  get policy(): Policy | null {
    return this.#options.toldPolicy() ?? this.#storedPolicy;
  }

  get standing(): ConsentStatus {
    return this.#agreement.standing(this.policy);
  }

  /** Whether it is known what the student has said. */
  get isRead(): boolean {
    return this.#agreement.isRead;
  }

  get hasLeft(): boolean {
    return this.#agreement.hasLeft;
  }

  /** Whether the student pauses, in a class that allows it. */
  get isPausing(): boolean {
    return this.#wantsPause && this.#mayPause;
  }

  /** What happens before it is known what the student has said waits in memory, and goes no further if they have not agreed. */
  get allowsRecording(): boolean {
    return !this.isPausing && (!this.isRead || this.standing.level !== null);
  }

  get #mayPause(): boolean {
    return this.policy === null || policyTerms(this.policy).mayPause;
  }

  get #agreement(): Agreement {
    return this.#agreements.of(this.#options.identity());
  }

  /** See `ReportingClient.consent`. */
  setPaused(isPaused: boolean): void {
    if (isPaused !== this.#wantsPause && (!isPaused || this.#mayPause)) {
      this.#wantsPause = isPaused;
      this.#options.change(this.#options.restart);
    }
  }

  /** See `ReportingClient.consent`. */
  agree(terms: PolicyTerms): void {
    const isBack = this.hasLeft;
    this.#say(agreement => agreement.agree(terms));
    if (isBack) {
      this.#options.change(this.#options.restart);
    }
  }

  /** See `ReportingClient.consent`. */
  decline(terms: PolicyTerms): void {
    this.#say(agreement => agreement.decline(terms));
  }

  /** See `ReportingClient.consent`. */
  noteSeen(terms: PolicyTerms): void {
    this.#say(agreement => agreement.noteSeen(terms));
  }

  /** Says that the student has left the class: nothing is asked, captured or sent any more. */
  leave(): void {
    this.#say(agreement => agreement.leave());
  }

  /** See `ReportingClient.consent`. */
  rejoin(): void {
    const { change, outbox, restart } = this.#options;
    const agreement = this.#agreement;
    change(async () => {
      if (agreement.hasLeft) {
        agreement.comeBack();
        await agreement.write(outbox());
        await restart();
      }
    });
  }

  /** Another student or class: its policy is not known yet. */
  forgetPolicy(): void {
    this.#storedPolicy = null;
  }

  /** Reads what the class asked for and the student said, when this page or another was here last. */
  async restore(identity: ReportingIdentity): Promise<void> {
    const outbox = this.#options.outbox();
    await this.#agreements.of(identity).read(outbox);
    this.#storedPolicy = (await readStoredPolicy(outbox, identityKey(identity))) ?? this.#storedPolicy;
  }

  /** Keeps what was said here in a storage that takes the place of one that broke. */
  async writeAnew(): Promise<void> {
    const outbox = this.#options.outbox();
    await this.#agreement.read(outbox);
    await this.#agreement.write(outbox);
  }

  /** Whether this page knows that the student has left. */
  knowsThatLeft(identity: ReportingIdentity): boolean {
    return this.#agreements.of(identity).hasLeft;
  }

  /** Other tabs of the student may have agreed, or left. @returns whether it is news that they have left */
  async hasLeftElsewhere(identity: ReportingIdentity): Promise<boolean> {
    const agreement = this.#agreements.of(identity);
    const couldLeave = !agreement.hasLeft;
    await agreement.read(this.#options.outbox()).catch(() => undefined);
    return agreement.hasLeft && couldLeave;
  }

  /** Holds on this page at once, and on all others once it is stored. */
  #say(say: (agreement: Agreement) => void): void {
    const agreement = this.#agreement;
    say(agreement);
    this.#options.store(() => agreement.write(this.#options.outbox()));
  }
}
