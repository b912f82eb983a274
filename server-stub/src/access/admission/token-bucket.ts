import { LRUCache } from 'lru-cache';
import { atMost } from '../../platform/cache-limit';
import type { Clock } from '../../platform/clock';

export interface BucketSize {
  /** How many may come at once. */
  readonly burst: number;
  /** How many more each second. */
  readonly perSecond: number;
}

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/** What sums of fractions are off by: whoever waits as told is not told to wait once more. */
const ROUNDING_MS = 1e-3;

const MAX_BUCKETS = 20_000;

/** A token bucket for each key: a student, an address. Forgets the keys that were quiet longest when there are very many. */
export class TokenBuckets {
  readonly #buckets = new LRUCache<string, Bucket>(atMost(MAX_BUCKETS));

  constructor(
    private readonly size: BucketSize,
    private readonly clock: Clock,
  ) {}

  /** Takes one token. @returns 0, or the milliseconds until there will be one */
  take(key: string): number {
    const waitMs = this.waitMs(key);
    if (waitMs === 0) {
      this.#fill(key).tokens -= 1;
    }
    return waitMs;
  }

  /** Takes what something has cost, known only afterwards, also when there is not so much: the debt is waited off. */
  charge(key: string, tokens: number): void {
    this.#fill(key).tokens -= tokens;
  }

  /** Gives back what was charged for nothing. */
  refund(key: string, tokens: number): void {
    const bucket = this.#fill(key);
    bucket.tokens = Math.min(this.size.burst, bucket.tokens + tokens);
  }

  /** The milliseconds until `key` has a token, 0 when it has one now. */
  waitMs(key: string): number {
    const { tokens } = this.#fill(key);
    return Math.max(0, Math.ceil(((1 - tokens) / this.size.perSecond) * 1000 - ROUNDING_MS));
  }

  #fill(key: string): Bucket {
    const nowMs = this.clock.monotonicMs();
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      const full = { tokens: this.size.burst, filledAtMs: nowMs };
      this.#buckets.set(key, full);
      return full;
    }
    const elapsedMs = Math.max(0, nowMs - bucket.filledAtMs);
    bucket.tokens = Math.min(this.size.burst, bucket.tokens + (elapsedMs / 1000) * this.size.perSecond);
    bucket.filledAtMs = nowMs;
    return bucket;
  }
}
