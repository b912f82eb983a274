import type { BatchReply, CheckedBatch } from '../../../src/protocol';
import { type BucketSize, TokenBuckets } from '../access/admission/token-bucket';
import type { Clock } from '../platform/clock';
import { jitter, type Random } from '../platform/random';

/** How soon whoever has called reports again: with its spread and the way there, they read who comes within two seconds. */
const CALLER_MS = 1500;
const SPREAD = 0.2;
/** What all callers of this process may report together. Up to 35 go at full pace, more share it: none of them reports later than the rest of the class. */
const TOGETHER: BucketSize = { burst: 40, perSecond: 25 };
const ALL = 'callers';
const CALL = '"help.requested"';

/** Has students who wait for help report more often than their class, as far as the server has room for it. */
export class CallerPace {
  readonly #together: TokenBuckets;

  constructor(
    clock: Clock,
    private readonly random: Random,
  ) {
    this.#together = new TokenBuckets(TOGETHER, clock);
  }

  /**
   * Milliseconds until the next report of a student.
   * @param isCalling whether they have called for help with this one
   * @param help how their call stands
   * @param ordinaryMs as the class has it
   * @param stretch above 1 while the server is busy
   */
  nextMs(isCalling: boolean, help: BatchReply['help'], ordinaryMs: number, stretch: number): number {
    const isWaiting = isCalling || (help !== undefined && help.status !== 'resolved');
    if (!isWaiting) {
      return ordinaryMs;
    }
    const callerMs = Math.max(jitter(this.random, CALLER_MS * stretch, SPREAD), this.#together.waitMs(ALL));
    if (callerMs >= ordinaryMs) {
      return ordinaryMs;
    }
    this.#together.charge(ALL, 1);
    return callerMs;
  }
}

/** Whether a student calls for help with this batch, which has not been read back from the log yet. In a student's own text the quotes are escaped. */
export function isCalling({ eventsJson }: CheckedBatch): boolean {
  return eventsJson.includes(CALL);
}
