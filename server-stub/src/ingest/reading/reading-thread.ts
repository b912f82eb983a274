import type { Cancel, Clock } from '../../platform/clock';
import { FairLine } from '../../platform/pace/fair-line';
import { HelpingThread } from '../../platform/pace/helping-thread';
import { inNextTurn } from '../../platform/pace/next-turn';
import { type BatchReader, type Claim, readHere } from './batch-reader';
import { answer, type Answer, type Failed, type Question, type RosterAnswer, type RosterQuestion } from './question';
import { LargePace } from './large-pace';
import type { BatchRead, BatchRules, TokenRead, WholeBody } from './read-batch';

/** What is no larger is read in less time than it takes to hand it over. */
export const LARGE_BYTES = 16 * 1024;

interface Waiting {
  readonly owner: string;
  readonly body: WholeBody;
  readonly rules: (() => BatchRules) | undefined;
  readonly resolve: (answer: Promise<Answer>) => void;
}

/**
 * Reads large bodies in a thread of its own, one at a time, so that no other request waits for that: calls for help before backlog, and each
 * student in turn, however much one of them sends, and at a pace that leaves time for everybody else. Should the thread end by itself, they are read here.
 */
export class ReadingThread implements BatchReader {
  readonly #thread: HelpingThread<Question, Answer | Failed>;
  readonly #live = new FairLine<Waiting>();
  readonly #backlog = new FairLine<Waiting>();
  readonly #pace: LargePace;
  /** When somebody who rests goes on. */
  #cancelLook: Cancel | undefined;
  #isExpectedToEnd = false;

  /** @param onEnd told once, with the reason, when the thread has ended by itself */
  constructor(
    private readonly program: URL,
    private readonly clock: Clock,
    private readonly onEnd: (error: Error) => void,
  ) {
    this.#thread = new HelpingThread(program);
    this.#pace = new LargePace(clock);
  }

  batch(body: WholeBody, rules: () => BatchRules, claim: Claim): Promise<BatchRead> {
    return isLarge(body) ? (this.#read(body, rules, claim) as Promise<BatchRead>) : readHere.batch(body, rules, claim);
  }

  token(body: WholeBody, claim: Claim): Promise<TokenRead> {
    return isLarge(body) ? (this.#read(body, undefined, claim) as Promise<TokenRead>) : readHere.token(body, claim);
  }

  /** In a thread for itself: no report waits behind a file of a hundred thousand rows. */
  async roster(bytes: Uint8Array): Promise<RosterAnswer> {
    if (bytes.length <= LARGE_BYTES) {
      return readHere.roster(bytes);
    }
    const thread = new HelpingThread<RosterQuestion, RosterAnswer | Failed>(this.program);
    try {
      const answered = await thread.ask({ roster: bytes });
      return 'ok' in answered ? answered : await readHere.roster(bytes);
    } catch {
      return readHere.roster(bytes);
    } finally {
      thread.close();
    }
  }

  noteFolded(owner: string, ms: number): void {
    this.#pace.charge(owner, 'foldMs', ms);
  }

  /** What waits is read here. */
  close(): void {
    this.#isExpectedToEnd = true;
    this.#thread.close();
  }

  #read(body: WholeBody, rules: Waiting['rules'], { owner, isLive }: Claim): Promise<Answer> {
    return new Promise(resolve => {
      (isLive ? this.#live : this.#backlog).add(owner, { owner, body, rules, resolve });
      this.#goOn();
    });
  }

  #goOn(): void {
    if (!this.#thread.isBusy) {
      const next = this.#live.next(this.#pace) ?? this.#backlog.next(this.#pace);
      if (next === undefined) {
        this.#goOnLater();
      } else {
        void this.#answer(next);
      }
    }
  }

  /** As soon as the first of those who rest may go on. */
  #goOnLater(): void {
    this.#cancelLook?.();
    const owners = [...this.#live.owners, ...this.#backlog.owners];
    if (owners.length > 0) {
      this.#cancelLook = this.clock.setTimeout(() => this.#goOn(), Math.min(...owners.map(owner => this.#pace.waitMs(owner))));
    }
  }

  async #answer({ owner, body, rules, resolve }: Waiting): Promise<void> {
    this.#pace.charge(owner, 'bytes', body.bytes.length);
    const question: Question = { body, ...(rules !== undefined && { rules: rules() }) };
    const answered = this.#thread.ask(question).then(requireAnswer, (error: unknown) => this.#answerHere(question, error as Error));
    resolve(answered);
    this.#pace.charge(owner, 'events', await answered.then(eventsOf, () => 0));
    this.#goOn();
  }

  /** In a turn of its own. */
  async #answerHere(question: Question, error: Error): Promise<Answer> {
    if (!this.#isExpectedToEnd) {
      this.#isExpectedToEnd = true;
      this.onEnd(error);
    }
    await new Promise<void>(inNextTurn);
    return answer(question);
  }
}

function requireAnswer(given: Answer | Failed): Answer {
  if (given.kind === 'failed') {
    throw new Error(given.reason);
  }
  return given;
}

const eventsOf = (read: Answer): number => (read.kind === 'sound' ? read.batch.soundCount + read.batch.rejected.length : 0);

const isLarge = ({ bytes }: WholeBody): boolean => bytes.length > LARGE_BYTES;
