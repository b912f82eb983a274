import type { Clock } from '../platform/clock';
import type { Ticker } from '../platform/ticker';
import type { Timers } from '../platform/timers';

/** A clock, its timers and its ticker, moved by hand. */
export class FakeTime implements Clock, Timers {
  private readonly waiting = new Set<{ readonly atMs: number; readonly callback: () => void }>();
  private readonly listeners = new Set<() => void>();

  /** By how much the wall clock was set. */
  private setByMs = 0;

  constructor(private nowMs: number) {}

  now(): number {
    return this.nowMs + this.setByMs;
  }

  /** Sets the wall clock, as a person or a time server does; timers and intervals go on. */
  set(wallMs: number): void {
    this.setByMs = wallMs - this.nowMs;
  }

  monotonic(): number {
    return this.nowMs;
  }

  /** Timers that are set. */
  get waitingCount(): number {
    return this.waiting.size;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { atMs: this.nowMs + delayMs, callback };
    this.waiting.add(timer);
    return () => this.waiting.delete(timer);
  }

  readonly ticker: Ticker = {
    subscribe: listener => {
      this.listeners.add(listener);
      return () => this.listeners.delete(listener);
    },
  };

  /** Lets time pass: due timers fire in order, then the ticker ticks. */
  pass(durationMs: number): void {
    const endMs = this.nowMs + durationMs;
    for (let next = this.nextDue(endMs); next !== undefined; next = this.nextDue(endMs)) {
      this.waiting.delete(next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.callback();
    }
    this.nowMs = endMs;
    this.listeners.forEach(listener => listener());
  }

  private nextDue(endMs: number): { readonly atMs: number; readonly callback: () => void } | undefined {
    return [...this.waiting].filter(({ atMs }) => atMs <= endMs).toSorted((a, b) => a.atMs - b.atMs)[0];
  }
}
