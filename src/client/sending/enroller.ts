import type { Outcome, Trouble } from '../../delivery';
import type { Attempts } from './attempts';
import type { Journal } from '../../platform/journal';
import type { Session } from '../enrolment/session';

export interface EnrollerOptions {
  readonly session: Session;
  readonly attempts: Attempts;
  readonly journal: Journal;
  readonly signal: AbortSignal;
}

/** Gets the student the right to report, at the pace of the delivery policy. */
export class Enroller {
  readonly #options: EnrollerOptions;
  /** Of the present flush. */
  #hasRenewed = false;
  /** When a refused student asks again, as the policy had it before the token was renewed. */
  #heldUntilMs = 0;
  #refusal: Trouble | null = null;

  constructor(options: EnrollerOptions) {
    this.#options = options;
  }

  /** Why the student is not let in; null when they are, or when nobody was asked. */
  get refusal(): Trouble | null {
    return this.#refusal;
  }

  beginFlush(): void {
    this.#hasRenewed = false;
  }

  /** @returns whether there is a token now */
  async enrol(): Promise<boolean> {
    if (this.#options.session.isReleased && !(await this.#options.session.takeUpAgain())) {
      this.#refusal = { kind: 'released' };
      return false;
    }
    if (this.#options.session.enrolment !== undefined) {
      this.#refusal = null;
      return true;
    }
    let isEnrolled = false;
    await this.#options.attempts.make(async () => {
      const outcome = await this.#ask();
      isEnrolled = outcome.kind === 'accepted';
      return { outcome, sent: 0 };
    });
    return isEnrolled;
  }

  /** Once in a flush: a server that refuses every token must not be asked for one after the other. */
  async renewToken(isReleased: boolean): Promise<boolean> {
    const { attempts, session } = this.#options;
    if (isReleased) {
      return this.#letGo();
    }
    if (this.#hasRenewed) {
      attempts.holdUntil(this.#heldUntilMs);
      return false;
    }
    this.#hasRenewed = true;
    this.#heldUntilMs = attempts.state.dueAtMs;
    return (await session.adoptNewerToken()) || this.enrol();
  }

  /** Nobody asks for the name but the student. */
  async #letGo(): Promise<boolean> {
    const { session, journal } = this.#options;
    const isBack = await session.letGo();
    if (!isBack) {
      journal.note('the name was released');
      this.#refusal = { kind: 'released' };
    }
    return isBack;
  }

  /** One enrolment, as an outcome that the policy knows: it paces enrolments as it paces batches. */
  async #ask(): Promise<Outcome> {
    const { session, attempts, journal, signal } = this.#options;
    const outcome = await session.enrol(signal);
    journal.note(`enrolment: ${outcome.kind}`);
    if (outcome.kind === 'refused' || outcome.kind === 'not_vouched_for') {
      return this.#noteRefusal(outcome.kind === 'refused' ? outcome : outcome.trouble);
    }
    if (outcome.kind !== 'enrolled') {
      attempts.note(outcome);
      return outcome;
    }
    const { cadenceMs } = outcome.reply.policy;
    this.#refusal = null;
    attempts.followCadence(cadenceMs);
    return { kind: 'accepted', hwm: 0, nextMs: cadenceMs, rejected: [], messages: [] };
  }

  async #noteRefusal(refusal: Trouble): Promise<Outcome> {
    const code = refusal.kind === 'refused' ? refusal.code : undefined;
    if (code === 'student_id_released') {
      await this.#letGo();
      return { kind: 'unauthorised', detail: '', isReleased: true };
    }
    this.#refusal = refusal;
    return { kind: 'unauthorised', detail: '', ...(code === 'student_id_taken' && { isTaken: true }) };
  }
}
