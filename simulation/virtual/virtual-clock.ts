import type { Clock } from '../../src/platform/clock';
import { DueQueue } from './due-queue';

interface Sleeper {
  /** Its sleep was cut short. */
  isAwake: boolean;
  readonly wake: () => void;
}

/** Work under way that virtual time must wait for: time stands still until all of it has settled. */
export class Bustle {
  #underWay = 0;
  #seen = 0;

  /** @param calmTurns so many turns of the event loop in which nothing began make it calm */
  constructor(private readonly calmTurns = 3) {}

  /** Counts `work` as under way until it settles. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#underWay += 1;
    this.#seen += 1;
    try {
      return await work;
    } finally {
      this.#underWay -= 1;
      this.#seen += 1;
    }
  }

  /** Resolves when nothing is under way and nothing new begins. */
  async settled(): Promise<void> {
    let calmTurns = 0;
    while (calmTurns < this.calmTurns) {
      const before = this.#seen;
      await new Promise<void>(resolve => {
        setImmediate(resolve);
      });
      calmTurns = this.#underWay === 0 && this.#seen === before ? calmTurns + 1 : 0;
    }
  }
}

/** Time that moves when told to, and then wakes each sleeper in turn: the client's clock, and the server's. Nothing waits for real. */
export class VirtualClock implements Clock {
  readonly #bustle: Bustle;
  #nowMs: number;
  readonly #startWallMs: number;
  #wallOffsetMs: number;
  #asleepMs = 0;
  readonly #sleepers = new DueQueue<Sleeper>();

  /**
   * @param startWallMs the wall time at the start, in milliseconds since the epoch
   * @param upMs how long the machine has been up by then
   */
  constructor(startWallMs: number, bustle = new Bustle(), upMs = 0) {
    this.#nowMs = upMs;
    this.#startWallMs = startWallMs - upMs;
    this.#wallOffsetMs = this.#startWallMs;
    this.#bustle = bustle;
  }

  wallMs(): number {
    return Math.floor(this.#wallOffsetMs + this.#nowMs);
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  bootMs(): number {
    return this.#nowMs + this.#asleepMs;
  }

  /** The machine sleeps: time passes, and no program sees it pass. */
  suspend(forMs: number): void {
    this.#asleepMs += forMs;
    this.#wallOffsetMs += forMs;
  }

  /** The wall time without the jumps, in milliseconds since the epoch. */
  trueMs(): number {
    return Math.floor(this.#startWallMs + this.#nowMs);
  }

  /** The wall clock is set forwards or back; monotonic time is not. */
  stepWall(byMs: number): void {
    this.#wallOffsetMs += byMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const wake = () => {
        sleeper.isAwake = true;
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper: Sleeper = { isAwake: false, wake };
      this.#sleepers.add(this.#nowMs + Math.max(0, ms), sleeper);
      signal?.addEventListener('abort', wake);
    });
  }

  /** Calls back once, unless cancelled before. @returns cancels */
  setTimeout(callback: () => void, delayMs: number): () => void {
    const sleeper: Sleeper = { isAwake: false, wake: callback };
    this.#sleepers.add(this.#nowMs + Math.max(0, delayMs), sleeper);
    return () => {
      sleeper.isAwake = true;
    };
  }

  /** Moves time on by `ms`, stopping at every sleeper that is due on the way. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await this.#bustle.settled();
    while ((this.#sleepers.nextDueMs ?? Infinity) <= endMs) {
      const dueMs = this.#sleepers.nextDueMs ?? endMs;
      const sleeper = this.#sleepers.take();
      if (sleeper?.isAwake === false) {
        this.#nowMs = Math.max(this.#nowMs, dueMs);
        sleeper.wake();
        await this.#bustle.settled();
      }
    }
    this.#nowMs = endMs;
  }
}
