import { DisposableSet, type IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import { connected } from '../jupyter/connected';
import type { Clock } from '../platform/clock';
import type { LatePart } from '../platform/late-part';
import type { Logger } from '../platform/logger';
import { isSameIdentity } from '../client/enrolment/identity';
import type { Trouble } from '../delivery';
import { policyTerms, type PolicyTerms } from '../protocol';
import type { ReportingClient } from '../client/reporting-client';
import type { ReportingStatus } from '../client/status/reporting-status';
import type { ClassSettings } from './class-settings';
import { nextAnswer } from './join-answer';
import { type IdentityReading, type IdentityTexts, readIdentity } from './identity-settings';

/** The settings editor saves at every pause in typing: "s12" must not join as "s" and "s1". */
const SETTLE_MS = 2000;

export interface MembershipParts {
  readonly settings: ClassSettings;
  readonly client: ReportingClient;
  /** What captures in this page, and what sends. */
  readonly lateParts?: readonly Pick<LatePart<unknown>, 'isMissing'>[];
  readonly sleep: Clock['sleep'];
  readonly logger: Logger;
}

/** What a form showed to a student before they joined. */
export interface TermsShown {
  readonly terms: PolicyTerms;
  /** Whether joining there is the agreement; otherwise it was given elsewhere. */
  readonly isAgreed: boolean;
}

/** How the student stands with a class. */
export interface MembershipFacts {
  readonly status: ReportingStatus;
  /** Settings that are there but cannot be used. */
  readonly isMisconfigured: boolean;
  /** What captures or sends could not be loaded so far: what is run is held in the page. */
  readonly lacksPart?: boolean;
}

/** Who the student is to the class: carries the settings to the client, and the student's wishes to both. */
export class Membership implements IDisposable {
  readonly settings: ClassSettings;
  readonly #parts: MembershipParts;
  readonly #changed = new Signal<this, void>(this);
  readonly #connections = new DisposableSet();
  #reading: IdentityReading;
  #settling = new AbortController();

  constructor(parts: MembershipParts) {
    this.#parts = parts;
    this.settings = parts.settings;
    this.#reading = this.#read(parts.settings.texts);
    this.#connections.add(connected(parts.settings.changed, () => void this.#applySoon()));
    this.apply();
  }

  get isDisposed(): boolean {
    return this.#connections.isDisposed;
  }

  /** Emitted after the settings were carried to the client. */
  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  get reading(): IdentityReading {
    return this.#reading;
  }

  get facts(): MembershipFacts {
    const { client, lateParts = [] } = this.#parts;
    const lacksPart = lateParts.some(({ isMissing }) => isMissing);
    return { status: client.status, isMisconfigured: this.#reading.kind === 'flawed', lacksPart };
  }

  /** Whether the student is in a class: the settings name one, and the student has not left it. */
  get hasJoined(): boolean {
    return this.#reading.kind === 'ok' && this.#parts.client.status.phase !== 'not_joined';
  }

  /** Whether the class lets the student pause, as far as it has said. */
  get mayPause(): boolean {
    return this.#terms?.mayPause !== false;
  }

  get #terms(): PolicyTerms | undefined {
    const { policy } = this.#parts.client.status;
    return policy === null ? undefined : policyTerms(policy);
  }

  /** The student agrees to what the class asks for now. */
  agree(): void {
    if (this.#terms !== undefined) {
      this.#parts.client.consent.agree(this.#terms);
    }
  }

  /** The student says no to what the class asks for now. */
  decline(): void {
    if (this.#terms !== undefined) {
      this.#parts.client.consent.decline(this.#terms);
    }
  }

  /** Leaves the class: deletes what this browser holds, and what the student had typed to join. Rejects when something could not be deleted. */
  async leave(): Promise<void> {
    await this.#forget(this.#parts.client.exit.leave());
  }

  /**
   * Has the class's record of the student deleted, and leaves.
   * @returns undefined, or why the server did not; then all stays as it was. Rejects as `leave` does
   */
  async eraseAndLeave(): Promise<Trouble | undefined> {
    const erasing = this.#parts.client.exit.eraseAndLeave();
    const refusal = await erasing.catch(() => undefined);
    if (refusal === undefined) {
      await this.#forget(erasing);
    }
    return refusal;
  }

  async #forget(leaving: Promise<unknown>): Promise<void> {
    const left = await Promise.allSettled([leaving, this.settings.forgetTexts()]);
    this.apply();
    const failure = left.find(result => result.status === 'rejected');
    if (failure !== undefined) {
      throw failure.reason;
    }
  }

  /** Carries the settings to the client as they are now. */
  apply(): void {
    this.#settling.abort();
    const { settings, client } = this.#parts;
    this.#reading = this.#read(settings.texts);
    client.consent.setPaused(settings.isPaused);
    client.configure(this.#reading.kind === 'ok' ? this.#reading.identity : undefined);
    this.#changed.emit();
  }

  /**
   * Joins with what the form holds, also when the student had paused or left.
   * @param shown the terms that the student has seen; undefined when the form could not show them: then they are asked or told afterwards
   * @param isVouchedByHub whether it is the hub that says who the student is; as before if absent
   * @returns the server's answer; waits for it until `signal` aborts. Rejects when the settings cannot be stored
   */
  async join(texts: IdentityTexts, signal: AbortSignal, shown?: TermsShown, isVouchedByHub?: boolean): Promise<ReportingStatus> {
    await this.settings.saveTexts(texts, isVouchedByHub);
    if (this.settings.isPaused) {
      await this.settings.savePaused(false);
    }
    const answer = nextAnswer(this.#parts.client, this.#isCurrent(texts), signal);
    this.apply();
    this.#consent(shown);
    this.#parts.client.askForName();
    this.#parts.client.sendNow();
    return answer;
  }

  #consent(shown: TermsShown | undefined): void {
    const { consent } = this.#parts.client;
    if (shown?.isAgreed === true) {
      consent.agree(shown.terms);
      return;
    }
    consent.rejoin();
    if (shown !== undefined) {
      consent.noteSeen(shown.terms);
    }
  }

  /** Joins under the same name again, from which an instructor had released this device. */
  joinAgain(): void {
    this.#parts.client.askForName();
  }

  /** Pauses or resumes at once; the setting follows, so that other pages and the next day know. Nothing happens where the class does not allow it. */
  setPaused(isPaused: boolean): void {
    if (isPaused && !this.mayPause) {
      return;
    }
    this.#parts.client.consent.setPaused(isPaused);
    this.#changed.emit();
    this.settings.savePaused(isPaused).catch((error: unknown) => {
      this.#parts.logger.warnOnce('save paused', 'could not store that reporting is paused', error);
    });
  }

  dispose(): void {
    this.#settling.abort();
    this.#connections.dispose();
    Signal.clearData(this);
  }

  #read(texts: IdentityTexts): IdentityReading {
    const reading = readIdentity(texts);
    return reading.kind === 'ok' && this.settings.isVouchedByHub
      ? { kind: 'ok', identity: { ...reading.identity, vouchedBy: 'hub' } }
      : reading;
  }

  #isCurrent(texts: IdentityTexts): boolean {
    const next = this.#read(texts);
    return this.#reading.kind === 'ok' && next.kind === 'ok' && isSameIdentity(this.#reading.identity, next.identity);
  }

  async #applySoon(): Promise<void> {
    this.#settling.abort();
    const settling = new AbortController();
    this.#settling = settling;
    await this.#parts.sleep(SETTLE_MS, settling.signal);
    if (!settling.signal.aborted) {
      this.apply();
    }
  }
}
