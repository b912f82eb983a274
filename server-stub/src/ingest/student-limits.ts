import { LateRefusals } from '../access/admission/late-refusals';
import { budgetKey, type StudentBudget } from '../access/admission/student-budget';
import type { IngestClaims } from '../access/auth/ingest-tokens';
import type { Clock } from '../platform/clock';
import type { Random } from '../platform/random';
import { HttpProblem } from '../http/problem';
import { type BucketSize, TokenBuckets } from '../access/admission/token-bucket';

/** A tab reports a few times a minute. Five tabs that drain a day each are still far below this; a flood is far above. */
const RATE: BucketSize = { burst: 100, perSecond: 50 };
/** The shortest wait that a refused client is told. */
const MIN_WAIT_MS = 1000;
/** Waits are told as much as this share longer than they are, each differently, and never shorter: who waits as told is let in. */
const WAIT_SPREAD = 0.5;

export interface StudentLimitsDeps {
  readonly clock: Clock;
  readonly random: Random;
  /** What reports may cost besides their number; without it the number alone is limited. */
  readonly budget?: StudentBudget;
  readonly onShed: () => void;
}

/** Limits how often one student may report, and at what cost, by their token and not by their address: a class sits behind one. */
export class StudentLimits {
  readonly #rate: TokenBuckets;
  readonly #refusals: LateRefusals;

  constructor(private readonly deps: StudentLimitsDeps) {
    this.#rate = new TokenBuckets(RATE, deps.clock);
    this.#refusals = new LateRefusals(deps.clock);
  }

  /** @throws HttpProblem `slow_down`; for a flood only after a while, so that it costs the others nothing */
  async admit(claims: IngestClaims): Promise<void> {
    const { budget, random, onShed } = this.deps;
    const key = budgetKey(claims);
    const debtMs = budget?.waitMs(key) ?? 0;
    const waitMs = debtMs > 0 ? debtMs : this.#rate.take(key);
    if (waitMs === 0) {
      return;
    }
    onShed();
    await this.#refusals.hold(key);
    const retryAfterMs = Math.ceil(Math.max(waitMs, MIN_WAIT_MS) * (1 + WAIT_SPREAD * random.fraction()));
    const detail = debtMs > 0 ? 'The reports of this student take more than their share.' : 'Too many requests of this student.';
    throw new HttpProblem('slow_down', detail, { retryAfterMs });
  }
}
