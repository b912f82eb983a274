import { type Cancel, type Clock, every } from '../../platform/clock';
import type { LoopGauge, LoopSample } from '../../platform/loop-gauge';

const SAMPLE_MS = 250;
/** The weight of the newest sample: what is felt is the mean of about the last two seconds. */
const NEWEST_WEIGHT = 1 / 8;

/** A loop that is so late on average answers nobody in time, and turning some away is the quickest way back. */
const OVERLOADED_DELAY_MS = 500;

/** Up to this utilisation a class reports at its own pace. */
const EASY_UTILISATION = 0.75;
/** A loop that is never idle asks the class to report this many times more slowly. */
const MAX_STRETCH = 4;

/** How busy the server is, smoothed, and what follows from it. */
export class ServerLoad {
  #utilisation = 0;
  #delayMs = 0;
  readonly #stop: Cancel | undefined;

  /** @param gauge without one, the server takes itself for idle */
  constructor(gauge: LoopGauge | undefined, clock: Clock) {
    this.#stop = gauge && every(clock, SAMPLE_MS, () => this.#take(gauge.sample()));
  }

  /** From 0 to 1. */
  get utilisation(): number {
    return this.#utilisation;
  }

  get delayMs(): number {
    return this.#delayMs;
  }

  /** Whether new work is better turned away. */
  get isOverloaded(): boolean {
    return this.#delayMs > OVERLOADED_DELAY_MS;
  }

  /** What to multiply the class's cadence by. */
  get stretch(): number {
    return stretchAt(this.#utilisation);
  }

  close(): void {
    this.#stop?.();
  }

  #take({ utilisation, delayMs }: LoopSample): void {
    this.#utilisation += (utilisation - this.#utilisation) * NEWEST_WEIGHT;
    this.#delayMs += (delayMs - this.#delayMs) * NEWEST_WEIGHT;
  }
}

/** 1 while the server has room, rising to the longest stretch where it has none. */
export function stretchAt(utilisation: number): number {
  const excess = Math.max(0, utilisation - EASY_UTILISATION) / (1 - EASY_UTILISATION);
  return 1 + Math.min(1, excess) * (MAX_STRETCH - 1);
}
