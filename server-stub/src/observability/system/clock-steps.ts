import type { FastifyBaseLogger } from 'fastify';
import { type Clock, toTimestamp } from '../../platform/clock';
import { STEP_MS } from '../../platform/watched-clock';

/** For so long whoever looks is told. */
const TOLD_MS = 10 * 60_000;

interface Step {
  readonly byMs: number;
  readonly noticedAtMs: number;
}

/**
 * Notices when the machine's wall clock is set, or was asleep: it then goes another way than the clock that only grows. Intervals are right all
 * the same; stamps, and deadlines that are stored, are off by as much.
 */
export class ClockSteps {
  readonly #clock: Clock;
  readonly #logger: Pick<FastifyBaseLogger, 'warn'>;
  #differenceMs: number;
  #last: Step | undefined;

  constructor(clock: Clock, logger: Pick<FastifyBaseLogger, 'warn'>) {
    this.#clock = clock;
    this.#logger = logger;
    this.#differenceMs = this.#measure();
  }

  look(): void {
    const differenceMs = this.#measure();
    const byMs = Math.round(differenceMs - this.#differenceMs);
    // Small corrections never add up to a step.
    this.#differenceMs = differenceMs;
    if (Math.abs(byMs) > STEP_MS) {
      this.#last = { byMs, noticedAtMs: this.#clock.monotonicMs() };
      const now = toTimestamp(this.#clock.wallMs());
      this.#logger.warn({ byMs, now }, "the machine's clock was set, or it slept: stamps before and after do not fit together");
    }
  }

  /** By how much the clock was set in the last ten minutes, in milliseconds, negative for back; 0 when it was not. */
  get recentMs(): number {
    const step = this.#last;
    return step !== undefined && this.#clock.monotonicMs() - step.noticedAtMs < TOLD_MS ? step.byMs : 0;
  }

  #measure(): number {
    return this.#clock.wallMs() - this.#clock.monotonicMs();
  }
}
