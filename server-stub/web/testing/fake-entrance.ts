import type { ClassSummary, OpenedClass, Opening } from '../../../src/protocol';
import type { Failure, Outcome } from '../api/outcome';
import { CLASS } from './class-fixtures';
import { ME } from './me';

const NO_SESSION: Failure = { kind: 'refused', status: 401, detail: 'Sign in first.' };
export const WRONG_TOKEN: Failure = { kind: 'refused', status: 401, detail: 'This is not the instructor token.' };

/** How one comes into a server that knows one token and one session, and how it answers whom. */
export class FakeEntrance {
  isReachable = true;
  hasSession = false;
  who = ME;
  classes: readonly ClassSummary[] = [CLASS];
  /** What the page begins with knows of a class already. */
  first: OpenedClass | undefined;
  /** Of which class it was asked for. */
  readonly openingsAsked: (string | undefined)[] = [];
  readonly tokensTried: string[] = [];
  /** What the next answers, visits and messages are refused with. */
  refusal: Failure | undefined;

  constructor(private readonly rightToken = 'right-token') {}

  openSession(token: string): Promise<Outcome<Opening>> {
    this.tokensTried.push(token);
    this.hasSession = this.isReachable && token === this.rightToken;
    return this.answer(this.#opening(), this.hasSession, WRONG_TOKEN);
  }

  closeSession(): Promise<Outcome<true>> {
    this.hasSession = this.isReachable ? false : this.hasSession;
    return this.answer(true);
  }

  getOpening(classId: string | undefined): Promise<Outcome<Opening>> {
    this.openingsAsked.push(classId);
    return this.answer(this.#opening(), this.hasSession);
  }

  #opening(): Opening {
    return { session: this.who, classes: this.classes, ...(this.first !== undefined && { first: this.first }) };
  }

  protected answer<T>(value: T, isAllowed = true, refusal: Failure = NO_SESSION): Promise<Outcome<T>> {
    const failure: Failure = this.isReachable ? refusal : { kind: 'unreachable' };
    return Promise.resolve(this.isReachable && isAllowed ? { ok: true, value } : { ok: false, failure });
  }
}
