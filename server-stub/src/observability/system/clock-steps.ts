import type { FastifyBaseLogger } from 'fastify';
import { toTimestamp } from '../../platform/clock';
import type { WatchedClock } from '../../platform/watched-clock';

/** For so long whoever looks is told. */
const TOLD_MS = 10 * 60_000;

interface Jump {
  readonly byMs: number;
  readonly noticedAtMs: number;
}

/**
 * Tells the operator when the machine's wall clock is set, or was asleep. Intervals are right all the same; stamps, and deadlines that are stored, are off
 * by as much.
 */
export class ClockSteps {
  readonly #clock: WatchedClock;
  #last: Jump | undefined;

  constructor(clock: WatchedClock, logger: Pick<FastifyBaseLogger, 'warn'>) {
    this.#clock = clock;
    clock.onJump(byMs => {
      this.#last = { byMs, noticedAtMs: clock.monotonicMs() };
      const now = toTimestamp(clock.wallMs());
      logger.warn({ byMs, now }, "the machine's clock was set, or it slept: stamps before and after do not fit together");
    });
  }

  /** Whoever reads the clock notices; where nobody else does, this does. */
  look(): void {
    this.#clock.wallMs();
  }

  /** By how much the clock was set in the last ten minutes, in milliseconds, negative for back; 0 when it was not. */
  get recentMs(): number {
    const jump = this.#last;
    return jump !== undefined && this.#clock.monotonicMs() - jump.noticedAtMs < TOLD_MS ? jump.byMs : 0;
  }
}
