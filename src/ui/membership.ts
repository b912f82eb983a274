import { DisposableSet, type IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';

import { connected } from '../capture/connected';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import { isSameIdentity } from '../pump/identity';
import type { ReportingClient, ReportingStatus } from '../pump/reporting-client';
import type { ClassSettings } from './class-settings';
import { nextAnswer } from './join-answer';
import { type IdentityReading, type IdentityTexts, readIdentity } from './identity-settings';
import type { StatusFacts } from './status-words';
import type { Words } from './words';

/** While somebody types in the settings editor, every pause of a moment saves: "s12" must not join as "s" and "s1". */
const SETTLE_MS = 2000;

export interface MembershipParts {
  readonly settings: ClassSettings;
  readonly client: ReportingClient;
  readonly sleep: Clock['sleep'];
  readonly logger: Logger;
  readonly words: Words;
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

  get facts(): StatusFacts {
    return { status: this.#parts.client.status, isMisconfigured: this.#reading.kind === 'flawed' };
  }

  /** Carries the settings to the client as they are now. */
  apply(): void {
    this.#settling.abort();
    const { settings, client } = this.#parts;
    this.#reading = this.#read(settings.texts);
    client.setPaused(settings.isPaused);
    client.configure(this.#reading.kind === 'ok' ? this.#reading.identity : undefined);
    this.#changed.emit();
  }

  /**
   * Joins with what the form holds, also when the student had paused.
   * @returns the server's answer; waits for it until `signal` aborts. Rejects when the settings cannot be stored
   */
  async join(texts: IdentityTexts, signal: AbortSignal): Promise<ReportingStatus> {
    await this.settings.saveTexts(texts);
    if (this.settings.isPaused) {
      await this.settings.savePaused(false);
    }
    const answer = nextAnswer(this.#parts.client, this.#isCurrent(texts), signal);
    this.apply();
    this.#parts.client.sendNow();
    return answer;
  }

  /** Pauses or resumes at once; the setting follows, so that other pages and the next day know. */
  setPaused(isPaused: boolean): void {
    this.#parts.client.setPaused(isPaused);
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
    const reading = readIdentity(texts, this.#parts.words);
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
