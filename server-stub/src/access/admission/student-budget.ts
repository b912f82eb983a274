import type { Clock } from '../../platform/clock';
import { type BucketSize, TokenBuckets } from './token-bucket';

const MIB = 1024 * 1024;

/** What a student's reports cost, each in its own unit. */
export type Cost = 'events' | 'bytes' | 'foldMs';

/**
 * What one student may cost. An outbox holds 20,000 events or 20 MB: whoever was offline sends all of it at once, with a quarter to spare
 * for what has to be sent again. A class of 200 at full speed takes a hundredth of it.
 */
const STUDENT_BUDGET: Readonly<Record<Cost, BucketSize>> = {
  events: { burst: 25_000, perSecond: 500 },
  bytes: { burst: 25 * MIB, perSecond: MIB / 2 },
  // Milliseconds of folding. A full outbox takes a tenth of the burst, on a slow machine half of it.
  foldMs: { burst: 5000, perSecond: 50 },
};

/** Whose budget it is: the student of a class. */
export function budgetKey({ classId, studentId }: { readonly classId: string; readonly studentId: string }): string {
  return `${classId}\n${studentId}`;
}

/**
 * What each student may cost the server: events, bytes once unpacked, and the time that folding them takes. What something costs is known
 * only when it is done, so it is charged then, and whoever is in debt waits it off.
 */
export class StudentBudget {
  readonly #buckets: Readonly<Record<Cost, TokenBuckets>>;

  constructor(clock: Clock, sizes = STUDENT_BUDGET) {
    this.#buckets = {
      events: new TokenBuckets(sizes.events, clock),
      bytes: new TokenBuckets(sizes.bytes, clock),
      foldMs: new TokenBuckets(sizes.foldMs, clock),
    };
  }

  /** The milliseconds until a student has something left of everything, 0 when that is now. */
  waitMs(key: string): number {
    const { events, bytes, foldMs } = this.#buckets;
    return Math.max(events.waitMs(key), bytes.waitMs(key), foldMs.waitMs(key));
  }

  charge(key: string, cost: Cost, amount: number): void {
    this.#buckets[cost].charge(key, amount);
  }

  /** For what failed through no fault of the student's. */
  refund(key: string, cost: Cost, amount: number): void {
    this.#buckets[cost].refund(key, amount);
  }
}
