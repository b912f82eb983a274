import type { Cancel, Clock, ClockStep } from './clock';

/** A clock that is kept right by small corrections is further off than this only when it was set. */
const STEP_MS = 2000;
/** For so long deadlines that are stored are taken as if the clock had not been set forward. */
export const SETTLING_MS = 24 * 3_600_000;
/** More than any clock is set in a class. */
const MAX_STEPS = 100;

interface NoticedStep extends ClockStep {
  readonly noticedAtMs: number;
}

/**
 * A clock that notices when it is set, before anybody gets a time from it that tells of it: whatever is stamped after a step is stamped when the step
 * is known. Time that the machine slept is no step. Where the system does not tell sleep from being set, nothing is noticed.
 */
export class WatchedClock implements Clock {
  readonly #clock: Clock;
  /** Between wall and monotonic time, at the last look. */
  #differenceMs: number;
  /** Between monotonic time and that since the machine was started. */
  #asleepMs: number | undefined;
  #steps: readonly NoticedStep[] = [];
  readonly #listeners: (() => void)[] = [];
  readonly #jumpListeners: ((byMs: number) => void)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#differenceMs = clock.wallMs() - clock.monotonicMs();
    this.#asleepMs = this.#measureAsleep();
  }

  static of(clock: Clock): WatchedClock {
    return clock instanceof WatchedClock ? clock : new WatchedClock(clock);
  }

  get steps(): readonly ClockStep[] {
    return this.#steps;
  }

  wallMs(): number {
    const wallMs = this.#clock.wallMs();
    const differenceMs = wallMs - this.#clock.monotonicMs();
    const byMs = differenceMs - this.#differenceMs;
    // Small corrections never add up to a step.
    this.#differenceMs = differenceMs;
    if (Math.abs(byMs) > STEP_MS) {
      this.#take(byMs, wallMs);
      this.#jumpListeners.forEach(listener => listener(Math.round(byMs)));
    }
    return wallMs;
  }

  monotonicMs(): number {
    return this.#clock.monotonicMs();
  }

  bootMs(): number {
    return this.#clock.bootMs?.() ?? this.#clock.monotonicMs();
  }

  setTimeout(callback: () => void, delayMs: number): Cancel {
    return this.#clock.setTimeout(callback, delayMs);
  }

  /** Calls back whenever there is a step more, before the first time after it is given to anybody. */
  onStep(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Calls back whenever the wall clock went another way than the one that only grows: it was set, or the machine slept, as far as that can be told or not. */
  onJump(listener: (byMs: number) => void): void {
    this.#jumpListeners.push(listener);
  }

  /** What looked like a step was none: the time passed, and the machine did not see it. */
  takeBack({ fromMs, toMs }: ClockStep): void {
    this.#add({ fromMs, toMs, didPass: true });
  }

  /**
   * The wall time for ends that are stored, of sessions and of what is kept: what was set forward counts a day later, so that a clock which is wrong
   * ends nothing at once.
   * @param mostMs more is not taken off
   */
  settledMs(mostMs = Number.POSITIVE_INFINITY): number {
    const wallMs = this.wallMs();
    const sinceMs = this.monotonicMs() - SETTLING_MS;
    const recent = this.#steps.filter(({ noticedAtMs }) => noticedAtMs >= sinceMs);
    const aheadMs = recent.reduce((sum, { fromMs, toMs, didPass }) => sum + (toMs - fromMs) * (didPass === true ? -1 : 1), 0);
    return wallMs - Math.min(Math.max(0, aheadMs), mostMs);
  }

  #take(byMs: number, wallMs: number): void {
    const [before, asleepMs] = [this.#asleepMs, this.#measureAsleep()];
    this.#asleepMs = asleepMs;
    if (before === undefined || asleepMs === undefined) {
      return;
    }
    const steppedMs = Math.round(byMs - (asleepMs - before));
    if (Math.abs(steppedMs) > STEP_MS) {
      this.#add({ fromMs: wallMs - steppedMs, toMs: wallMs });
    }
  }

  #add(step: ClockStep): void {
    this.#steps = [...this.#steps, { ...step, noticedAtMs: this.monotonicMs() }].slice(-MAX_STEPS);
    this.#listeners.forEach(listener => listener());
  }

  #measureAsleep(): number | undefined {
    const bootMs = this.#clock.bootMs?.();
    return bootMs === undefined ? undefined : bootMs - this.#clock.monotonicMs();
  }
}

/** The same of any clock: one that nobody watches is right. */
export function settledMs(clock: Clock, mostMs?: number): number {
  return clock instanceof WatchedClock ? clock.settledMs(mostMs) : clock.wallMs();
}
