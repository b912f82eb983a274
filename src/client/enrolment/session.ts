import type { HubTrouble, Trouble } from '../../delivery';
import type { Outbox } from '../../outbox/outbox';
import type { EnrolmentReply, EnrolmentRequest } from '../../protocol';
import type { EnrolmentOutcome, ErasureOutcome, Transport } from '../../transport/transport';
import { type HubTokens, noHub } from './hub-tokens';
import { identityKey, isSameIdentity } from './identity';
import type { ReportingIdentity } from './identity';
import {
  identityName,
  keepRefusal,
  readStoredEnrolment,
  recordName,
  refusalName,
  releaseName,
  type StoredEnrolment,
} from './stored-enrolment';

/** JupyterHub does not say who the student is, and will not: the class's server is not asked. */
export interface NotVouchedFor {
  readonly kind: 'not_vouched_for';
  readonly trouble: HubTrouble;
}

export interface SessionParts {
  readonly identity: ReportingIdentity;
  readonly deviceId: string;
  readonly outbox: Outbox;
  readonly transport: Transport;
  readonly hubTokens?: HubTokens;
}

/** One student's right to report to one server: enrols once, and keeps the token for all tabs and later pages. */
export class Session {
  readonly identity: ReportingIdentity;
  readonly #outbox: Outbox;
  readonly #transport: Transport;
  readonly #deviceId: string;
  readonly #hubTokens: HubTokens;
  #reply: EnrolmentReply | undefined;
  /** The student has just asked to join, and the server has not answered yet. */
  #isAskedFor = false;
  /** The last token before the name was taken from this device; empty when it is not known. */
  #releasedToken: string | undefined;

  constructor({ identity, deviceId, outbox, transport, hubTokens = noHub }: SessionParts) {
    this.identity = identity;
    this.#deviceId = deviceId;
    this.#outbox = outbox;
    this.#transport = transport;
    this.#hubTokens = hubTokens;
  }

  get enrolment(): EnrolmentReply | undefined {
    return this.#reply;
  }

  /** Leaves behind who the events of this page belong to, for a page that may have to deliver them. */
  async sign(): Promise<void> {
    await this.#outbox.setItem(identityName(identityKey(this.identity)), this.identity).catch(() => undefined);
  }

  /** Takes up an enrolment that an earlier page made, if the student is still called the same. */
  async restore(): Promise<void> {
    const stored = await readStoredEnrolment(this.#outbox, identityKey(this.identity));
    const released = await this.#outbox.getItem(releaseName(identityKey(this.identity)));
    this.#releasedToken = typeof released === 'string' ? released : undefined;
    if (stored !== undefined && stored.reply.token !== released && isSameIdentity(stored.identity, this.identity)) {
      this.#reply = stored.reply;
    }
  }

  /** Whether an instructor took the name from this device, and its student has not asked for it since. Then the server is not asked for it. */
  get isReleased(): boolean {
    return this.#releasedToken !== undefined;
  }

  /**
   * The name was taken from this device: no page of it asks for it by itself.
   * @returns whether the student has asked for it in another tab since, and there is a token
   */
  async letGo(): Promise<boolean> {
    const key = identityKey(this.identity);
    const refused = this.#reply?.token ?? (await readStoredEnrolment(this.#outbox, key))?.reply.token ?? '';
    if (this.#reply !== undefined && (await this.adoptNewerToken())) {
      return true;
    }
    this.#releasedToken = refused;
    // What cannot be stored holds for this page.
    await this.#outbox.setItem(releaseName(key), refused).catch(() => undefined);
    return false;
  }

  /** Takes up the token with which another tab has joined since. @returns whether there is one */
  async takeUpAgain(): Promise<boolean> {
    const stored = await readStoredEnrolment(this.#outbox, identityKey(this.identity));
    if (stored === undefined || stored.reply.token === this.#releasedToken) {
      return false;
    }
    this.#reply = stored.reply;
    await this.#forgetRelease();
    return true;
  }

  /** The student asks to join: they want the name, whoever had it last. */
  async askFor(): Promise<void> {
    this.#isAskedFor = true;
    await this.#forgetRelease();
  }

  async #forgetRelease(): Promise<void> {
    this.#releasedToken = undefined;
    await this.#outbox.updateItem(releaseName(identityKey(this.identity)), () => undefined).catch(() => undefined);
  }

  /** The token was refused: another tab may have a newer one, else a new one must be asked for. @returns whether there is one to try */
  async adoptNewerToken(): Promise<boolean> {
    const stored = await readStoredEnrolment(this.#outbox, identityKey(this.identity));
    this.#reply = stored?.reply.token === this.#reply?.token ? undefined : stored?.reply;
    return this.#reply !== undefined;
  }

  async enrol(signal: AbortSignal): Promise<EnrolmentOutcome | NotVouchedFor> {
    const outcome = await this.#ask(signal);
    const key = identityKey(this.identity);
    if (outcome.kind === 'enrolled') {
      await this.#keep(outcome.reply);
      await this.#outbox.updateItem(refusalName(key), () => undefined).catch(() => undefined);
      this.#isAskedFor = false;
      await this.#forgetRelease();
    } else if (outcome.kind === 'refused') {
      await keepRefusal(this.#outbox, key, outcome.code);
    }
    return outcome;
  }

  async #ask(signal: AbortSignal): Promise<EnrolmentOutcome | NotVouchedFor> {
    const { serverUrl, vouchedBy } = this.identity;
    if (vouchedBy === undefined) {
      return this.#transport.enrol(serverUrl, this.#request(), signal);
    }
    const answer = await this.#hubTokens(signal);
    switch (answer.kind) {
      case 'token':
        return this.#transport.enrol(serverUrl, { ...this.#request(), hubToken: answer.token }, signal);
      case 'unavailable':
        return { kind: 'unreachable', trouble: answer.trouble };
      case 'refused':
        return { kind: 'not_vouched_for', trouble: answer.trouble };
    }
  }

  #request(): EnrolmentRequest {
    const { joinCode, studentId, displayName, team } = this.identity;
    return {
      joinCode,
      studentId,
      deviceId: this.#deviceId,
      ...(displayName !== '' && { displayName }),
      ...(team !== '' && { team }),
      ...(this.#isAskedFor && { isAskedFor: true }),
    };
  }

  /** Asks the server to delete what it has of this student. A token that is not taken any more is renewed once. */
  async erase(signal: AbortSignal): Promise<ErasureOutcome> {
    const outcome = await this.#eraseWith(this.#reply?.token, signal);
    if (outcome.kind !== 'unauthorised') {
      return outcome;
    }
    const enrolment = await this.enrol(signal);
    if (enrolment.kind === 'enrolled') {
      return this.#eraseWith(enrolment.reply.token, signal);
    }
    return { kind: 'failed', trouble: whyNotErased(enrolment) };
  }

  async #eraseWith(token: string | undefined, signal: AbortSignal): Promise<ErasureOutcome> {
    const { serverUrl } = this.identity;
    return token === undefined ? { kind: 'unauthorised', detail: '' } : this.#transport.erase(serverUrl, token, signal);
  }

  /** Remembers a policy that came with a reply. */
  async keepPolicy(policy: EnrolmentReply['policy']): Promise<void> {
    if (this.#reply !== undefined) {
      await this.#keep({ ...this.#reply, policy });
    }
  }

  async #keep(reply: EnrolmentReply): Promise<void> {
    this.#reply = reply;
    const stored: StoredEnrolment = { identity: this.identity, reply };
    // A session that cannot be stored is still good for this page.
    await this.#outbox.setItem(recordName(identityKey(this.identity)), stored).catch(() => undefined);
  }
}

function whyNotErased(enrolment: Exclude<EnrolmentOutcome | NotVouchedFor, { kind: 'enrolled' }>): Trouble {
  switch (enrolment.kind) {
    case 'refused':
      return enrolment;
    case 'unreachable':
    case 'not_vouched_for':
      return enrolment.trouble;
    case 'slow_down':
    case 'unavailable':
      return { kind: 'busy' };
  }
}
