import type { Cancel, Clock } from '../../src/platform/clock';
import type { Random } from '../../src/platform/random';

interface Timer {
  readonly dueAtMs: number;
  readonly callback: () => void;
}

/** Time that stands still until a test moves it. */
export class VirtualClock implements Clock {
  readonly #timers = new Set<Timer>();
  /** A process that has been up for a while: to some libraries 0 means that no time was noted. */
  #nowMs = 60_000;
  #epochMs: number;

  constructor(startMs = Date.parse('2026-11-22T09:00:00.000Z')) {
    this.#epochMs = startMs - this.#nowMs;
  }

  wallMs(): number {
    return this.#epochMs + this.#nowMs;
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  /** The machine's clock is set, back where negative. No time passes. */
  stepWall(byMs: number): void {
    this.#epochMs += byMs;
  }

  setTimeout(callback: () => void, delayMs: number): Cancel {
    const timer = { dueAtMs: this.#nowMs + delayMs, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves on, firing what falls due in its order, and lets each timer's work settle before the next. */
  async advance(byMs: number): Promise<void> {
    const untilMs = this.#nowMs + byMs;
    for (let timer = this.#nextBefore(untilMs); timer !== undefined; timer = this.#nextBefore(untilMs)) {
      this.#timers.delete(timer);
      this.#nowMs = Math.max(this.#nowMs, timer.dueAtMs);
      timer.callback();
      await settle();
    }
    this.#nowMs = untilMs;
    await settle();
  }

  get timestamp(): string {
    return new Date(this.wallMs()).toISOString();
  }

  #nextBefore(untilMs: number): Timer | undefined {
    return [...this.#timers].filter(timer => timer.dueAtMs <= untilMs).sort((a, b) => a.dueAtMs - b.dueAtMs)[0];
  }
}

/** Lets the embedded store's group commit and the streams' callbacks run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

/** The same numbers in every run (mulberry32). */
export function seededRandom(seed = 1): Random {
  let state = seed;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { fraction, bytes: count => Uint8Array.from({ length: count }, () => Math.floor(fraction() * 256)) };
}
