import type { HelpAnswer, HelpRequest, HelpStatus } from '../../../../../src/protocol';
import { comparePositions, type Position } from '../../../log/event-log';
import { toTimestamp } from '../../../platform/clock';
import type { HelpWords } from '../events/event-data';
import { type ClaimStep, countingSteps, withStep } from './claim';
import { compareKeys, keyOf, keyToValue, type KeyValue, type OrderKey } from '../events/corrected-time';

/** When the server heard of a call, and where in its log. A student's clock gives nobody a place in the queue. */
export interface Receipt {
  readonly position: Position;
  /** Milliseconds since the epoch. */
  readonly receivedAtMs: number;
}

/** A student called, or took back their calls so far. */
interface Mark extends Receipt {
  readonly key: OrderKey;
  /** Undefined for a withdrawal. */
  readonly words: HelpWords | undefined;
}

export interface HelpAnswerStep extends ClaimStep<HelpAnswer> {
  readonly helpId: string;
}

/** A student's calls as a snapshot holds them. */
export interface HelpCallsValue {
  readonly marks: readonly (readonly [key: KeyValue, position: Position, receivedAtMs: number, words: HelpWords | null])[];
  readonly answers: readonly HelpAnswerStep[];
}

/** A request as its class's queue needs it. */
export interface HelpCase {
  readonly request: HelpRequest;
  /** Every call that is part of it. An answer may be to any of them: which one is the first changes when an earlier one arrives late. */
  readonly callIds: readonly string[];
  /** When its newest call was, by the student's corrected clock, in milliseconds since the epoch. */
  readonly calledAtMs: number;
  /** What instructors said that counts: the last of it tells how things stand. */
  readonly answers: readonly HelpAnswerStep[];
  /** Milliseconds since the epoch; undefined while it waits for somebody. */
  readonly closedAtMs: number | undefined;
  /** The queue was closed: it was never in it. */
  readonly isTurnedAway?: true;
}

/** More than a course ever needs; they bound what a hostile client can make the server remember. */
const MAX_MARKS = 40;
const MAX_ANSWERS = 200;

const callId = ({ sid, seq }: OrderKey): string => `${sid}-${String(seq)}`;

/**
 * One student's help requests, and the instructors' answers. Calls are one request until it is withdrawn or was resolved: it keeps its
 * place and takes the newest question. A call that the log has after the answer that resolved it is a new request, unless that one is opened again
 * later: nobody waits twice.
 */
export class HelpCalls {
  /** In the order of their times. */
  #marks: Mark[] = [];
  #answers: readonly HelpAnswerStep[] = [];

  /** @param isClosedAt whether the class's queue was closed at a place of the log: a call there is turned away, unless it belongs to a request that waits */
  constructor(private readonly isClosedAt: (position: Position) => boolean = () => false) {}

  call(key: OrderKey, receipt: Receipt, words: HelpWords): void {
    this.#add({ key, ...receipt, words });
  }

  withdraw(key: OrderKey, receipt: Receipt): void {
    this.#add({ key, ...receipt, words: undefined });
  }

  /** The call that is answered may still be on its way. */
  answer(step: HelpAnswerStep): void {
    this.#answers = withStep(this.#answers, step).slice(-MAX_ANSWERS);
  }

  /**
   * The oldest first.
   * @param sinceMs when the session began: a call from then on is no part of a request from before
   */
  cases(studentId: string, sinceMs = Number.NEGATIVE_INFINITY): HelpCase[] {
    const cases: HelpCase[] = [];
    let calls: Mark[] = [];
    const close = (withdrawal?: Mark): void => {
      if (calls.length > 0) {
        cases.push(this.#caseOf(studentId, calls, withdrawal));
      }
      calls = [];
    };
    for (const mark of this.#marks) {
      if (mark.words === undefined) {
        close(mark);
        continue;
      }
      if (this.#isAnew(calls, mark) || isOfEarlierSession(calls.at(-1), mark, sinceMs)) {
        close();
      }
      if (calls.length === 0 && this.isClosedAt(mark.position)) {
        cases.push(turnedAway(studentId, mark));
      } else {
        calls.push(mark);
      }
    }
    close();
    return cases;
  }

  /** Whether any answer was given before then. */
  isAnsweredBefore(timeMs: number): boolean {
    return this.#answers.some(({ atMs }) => atMs < timeMs);
  }

  toValue(): HelpCallsValue {
    return {
      marks: this.#marks.map(({ key, position, receivedAtMs, words }) => [keyToValue(key), position, receivedAtMs, words ?? null]),
      answers: this.#answers,
    };
  }

  static of({ marks, answers }: HelpCallsValue, isClosedAt: (position: Position) => boolean): HelpCalls {
    const calls = new HelpCalls(isClosedAt);
    calls.#marks = marks.map(([key, position, receivedAtMs, words]) => ({
      key: keyOf(key),
      position,
      receivedAtMs,
      words: words ?? undefined,
    }));
    calls.#answers = answers;
    return calls;
  }

  #add(mark: Mark): void {
    this.#marks = [...this.#marks, mark].sort((a, b) => compareKeys(a.key, b.key));
    if (this.#marks.length > MAX_MARKS) {
      this.#marks.splice(this.#isRepetition(1) ? 1 : 0, 1);
    }
  }

  /** Whether a mark is a call between two others that nobody has answered: the first gives the place, the last the question. */
  #isRepetition(index: number): boolean {
    const around = this.#marks.slice(index - 1, index + 2);
    const [, mark] = around;
    return (
      mark !== undefined &&
      around.every(({ words, position }) => words !== undefined && !this.isClosedAt(position)) &&
      this.#answersTo([mark]).length === 0
    );
  }

  #answersTo(calls: readonly Mark[]): readonly HelpAnswerStep[] {
    if (this.#answers.length === 0) {
      return [];
    }
    const ids = new Set(calls.map(({ key }) => callId(key)));
    return countingSteps(this.#answers.filter(({ helpId }) => ids.has(helpId)));
  }

  /** Whether a call is a request of its own: those before it were resolved, and not opened again since. */
  #isAnew(calls: readonly Mark[], { position }: Mark): boolean {
    const answers = this.#answersTo(calls);
    const before = answers.filter(answer => comparePositions(answer.position, position) < 0);
    return before.at(-1)?.word === 'resolved' && answers.slice(before.length).every(({ word }) => word === 'resolved');
  }

  #caseOf(studentId: string, calls: readonly Mark[], withdrawal: Mark | undefined): HelpCase {
    const answers = this.#answersTo(calls);
    const answer = answers.at(-1);
    const isResolved = answer?.word === 'resolved';
    const status: HelpStatus = isResolved || withdrawal === undefined ? (answer?.word ?? 'open') : 'withdrawn';
    const callIds = calls.map(({ key }) => callId(key));
    const since = toTimestamp(Math.min(...calls.map(({ receivedAtMs }) => receivedAtMs)));
    const request = { id: callIds[0] ?? '', studentId, since, status, ...wordsOf(calls), ...whoOf(answer) };
    const calledAtMs = calls.at(-1)?.key.timeMs ?? 0;
    return { request, callIds, calledAtMs, answers, closedAtMs: isResolved ? answer.atMs : withdrawal?.receivedAtMs };
  }
}

function isOfEarlierSession(before: Mark | undefined, { key }: Mark, sinceMs: number): boolean {
  return before !== undefined && before.key.timeMs < sinceMs && key.timeMs >= sinceMs;
}

function turnedAway(studentId: string, { key, receivedAtMs }: Mark): HelpCase {
  const id = callId(key);
  const request = { id, studentId, since: toTimestamp(receivedAtMs), status: 'withdrawn' } as const;
  return { request, callIds: [id], calledAtMs: key.timeMs, answers: [], closedAtMs: receivedAtMs, isTurnedAway: true };
}

/** Where the student was at the last call, and the newest question. */
function wordsOf(calls: readonly Mark[]): HelpWords {
  const question = calls.findLast(({ words }) => words?.question !== undefined)?.words?.question;
  return { ...calls.at(-1)?.words, ...(question !== undefined && { question }) };
}

function whoOf(answer: HelpAnswerStep | undefined): Pick<HelpRequest, 'by' | 'at' | 'finding' | 'note'> {
  if (answer === undefined || answer.word === 'open') {
    return {};
  }
  const { by, atMs, finding, note = '' } = answer;
  return { by, at: toTimestamp(atMs), ...(finding !== undefined && { finding }), ...(note !== '' && { note }) };
}
