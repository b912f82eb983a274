import type { HelpRequest } from '../../../src/protocol';
import { toTimestamp } from '../platform/clock';
import { compareKeys, keyOf, keyToValue, type KeyValue, Newest, type NewestValue, type OrderKey } from './corrected-time';

interface Call {
  readonly key: OrderKey;
  readonly question: string | undefined;
}

/** A student's calls as a snapshot holds them. */
export interface HelpCallsValue {
  readonly calls: readonly (readonly [key: KeyValue, question: string | null])[];
  readonly withdrawn: NewestValue<true>;
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

  toValue(): HelpCallsValue {
    return { calls: this.#calls.map(({ key, question }) => [keyToValue(key), question ?? null]), withdrawn: this.#withdrawn.toValue() };
  }

  restore({ calls, withdrawn }: HelpCallsValue): void {
    this.#calls = calls.map(([key, question]) => ({ key: keyOf(key), question: question ?? undefined }));
    this.#withdrawn.restore(withdrawn);
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
