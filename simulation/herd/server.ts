import { unavailable } from '../../server-stub/src/http/problem';
import { jitter } from '../../server-stub/src/platform/random';
import { DEFAULT_POLICY, type EnrolmentReply } from '../../src/protocol';
import { readBatchAnswer, type Answer } from '../../src/transport/read-answer';
import type { Outcome } from '../../src/delivery';
import type { HerdRecord } from './record';
import type { Outage } from './outage';
import type { SeededRandom } from '../virtual/seeded-random';

/** As long as the HTTP transport waits before it gives up. */
const TIMEOUT_MS = 10_000;
const REFUSED_MS = 2;
const FASTEST_REPLY_MS = 5;
const SLOWEST_REPLY_MS = 40;
/** The server's own spread of `nextMs` (its ingest/take-batch). */
const CADENCE_SPREAD = 0.2;

/** What a request comes to, and after how long. */
export interface Exchange {
  readonly afterMs: number;
  readonly outcome: Outcome;
}

/** A server that takes everything, apart from one outage. Each answer is what the real one's would be, read by the real transport's reader. */
export class HerdServer {
  readonly #outage: Outage;
  readonly #random: SeededRandom;
  readonly #record: HerdRecord;

  constructor(outage: Outage, random: SeededRandom, record: HerdRecord) {
    this.#outage = outage;
    this.#random = random;
    this.#record = record;
  }

  /** A request of one client sets out, with its events up to `lastSeq`; 0 for a heartbeat. */
  exchange(client: number, lastSeq: number, nowMs: number): Exchange {
    this.#record.request(client, nowMs);
    if (!this.#isOut(nowMs)) {
      const hwm = this.#record.deliver(client, lastSeq, nowMs);
      return { afterMs: this.#replyMs(), outcome: readBatchAnswer(this.#accept(hwm), nowMs) };
    }
    switch (this.#outage.kind) {
      case 'refused':
        return { afterMs: REFUSED_MS, outcome: { kind: 'unreachable', trouble: { kind: 'unreachable', origin: '' } } };
      case 'hanging':
        return { afterMs: TIMEOUT_MS, outcome: { kind: 'unreachable', trouble: { kind: 'unreachable', origin: '' } } };
      case 'unavailable':
        return { afterMs: this.#replyMs(), outcome: readBatchAnswer(this.#refuse(), nowMs) };
    }
  }

  #isOut(nowMs: number): boolean {
    return nowMs >= this.#outage.fromMs && nowMs < this.#outage.toMs;
  }

  #replyMs(): number {
    return this.#random.between(FASTEST_REPLY_MS, SLOWEST_REPLY_MS);
  }

  #accept(hwm: number): Answer {
    const nextMs = jitter(this.#serverRandom, DEFAULT_POLICY.cadenceMs, CADENCE_SPREAD);
    return { status: 202, retryAfter: null, body: { hwm, nextMs, rejected: [], messages: [] } };
  }

  #refuse(): Answer {
    const problem = unavailable(this.#serverRandom, '');
    const retryAfterS = Math.ceil((problem.extras.retryAfterMs ?? 0) / 1000);
    return { status: problem.status, retryAfter: String(retryAfterS), body: problem.toBody() };
  }

  get #serverRandom() {
    return { fraction: this.#random.draw, bytes: (count: number) => new Uint8Array(count) };
  }
}

/** The reply to every enrolment: who is who makes no difference to the herd. */
export const HERD_ENROLMENT: EnrolmentReply = {
  token: 'herd',
  expiresAt: '2027-01-01T00:00:00.000Z',
  classId: 'herd',
  studentId: 'student',
  displayName: '',
  team: '',
  policy: DEFAULT_POLICY,
};
