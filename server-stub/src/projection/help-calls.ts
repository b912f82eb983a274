import type { HelpRequest } from '../../../src/protocol';
import { toTimestamp } from '../platform/clock';
import { compareKeys, Newest, type OrderKey } from './corrected-time';

interface Call {
  readonly key: OrderKey;
  readonly question: string | undefined;
}

const MAX_CALLS = 20;

/** One student's calls for help. Those since the last withdrawal are one open request: it keeps its place and takes the newest question. */
export class HelpCalls {
  #calls: Call[] = [];
  readonly #withdrawn = new Newest<true>();

  request(key: OrderKey, question: string | undefined): void {
    if (this.#withdrawn.isNewest(key)) {
      this.#calls = [...this.#calls, { key, question }].sort((a, b) => compareKeys(a.key, b.key));
      // The first gives the place, the last the question.
      this.#calls.splice(1, this.#calls.length - MAX_CALLS);
    }
  }

  withdraw(key: OrderKey): void {
    this.#withdrawn.offer(key, true);
    this.#calls = this.#calls.filter(call => this.#withdrawn.isNewest(call.key));
  }

  open(studentId: string): HelpRequest | undefined {
    const [first] = this.#calls;
    if (first === undefined) {
      return undefined;
    }
    const question = this.#calls.findLast(call => call.question !== undefined)?.question;
    const id = `${first.key.sid}-${String(first.key.seq)}`;
    const request = { id, studentId, since: toTimestamp(first.key.timeMs), status: 'open' } as const;
    return question === undefined ? request : { ...request, question };
  }
}
