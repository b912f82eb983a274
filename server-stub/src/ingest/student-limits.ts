import type { IngestClaims } from '../access/auth/ingest-tokens';
import type { Clock } from '../platform/clock';
import { jitter, type Random } from '../platform/random';
import { HttpProblem } from '../http/problem';
import { type BucketSize, TokenBuckets } from '../access/admission/token-bucket';

/** A tab reports a few times a minute. Five tabs that drain a day each are still far below this; a flood is far above. */
const RATE: BucketSize = { burst: 100, perSecond: 50 };
/** Refusals that are answered at once. A client that goes on asking is answered late, and so asks no more often than its connections allow. */
const PROMPT_REFUSALS: BucketSize = { burst: 20, perSecond: 2 };
const HOLD_MS = 1000;
/** Held refusals of all students: beyond that they are answered at once rather than remembered. */
const MAX_HELD = 500;
/** The shortest wait that a refused client is told. */
const MIN_WAIT_MS = 1000;
const WAIT_SPREAD = 0.5;

export interface StudentLimitsDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly onShed: () => void;
}

/** Limits how often one student may report, by their token and not by their address: a class sits behind one. */
export class StudentLimits {
  readonly #rate: TokenBuckets;
  readonly #refusals: TokenBuckets;
  #held = 0;

  constructor(private readonly deps: StudentLimitsDeps) {
    this.#rate = new TokenBuckets(RATE, deps.clock);
    this.#refusals = new TokenBuckets(PROMPT_REFUSALS, deps.clock);
  }

  /** @throws HttpProblem `slow_down`; for a flood only after a while, so that it costs the others nothing */
  async admit({ classId, studentId }: IngestClaims): Promise<void> {
    const key = `${classId}\n${studentId}`;
    const waitMs = this.#rate.take(key);
    if (waitMs === 0) {
      return;
    }
    this.deps.onShed();
    if (this.#refusals.take(key) > 0 && this.#held < MAX_HELD) {
      await this.#hold();
    }
    const retryAfterMs = jitter(this.deps.random, Math.max(waitMs, MIN_WAIT_MS), WAIT_SPREAD);
    throw new HttpProblem('slow_down', 'Too many requests of this student.', { retryAfterMs });
  }

  async #hold(): Promise<void> {
    this.#held += 1;
    await new Promise<void>(resolve => void this.deps.clock.setTimeout(resolve, HOLD_MS));
    this.#held -= 1;
  }
}
