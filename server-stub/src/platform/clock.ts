import { uptime } from 'node:os';

/** Stops a timer that has not fired; harmless afterwards. */
export type Cancel = () => void;

/** The wall clock was set from one time to another, both in milliseconds since the epoch: forwards, or back. */
export interface ClockStep {
  readonly fromMs: number;
  readonly toMs: number;
  /** It only looked so: the time passed, and the machine did not see it. */
  readonly didPass?: true;
}

/** The time, and being woken at a time. A test or a simulation brings its own. */
export interface Clock {
  /**
   * Wall time, in milliseconds since the epoch. It may jump, by hours and in both directions: for stamps, for ages of what was stamped, and for
   * deadlines that are stored or shared.
   */
  wallMs(): number;
  /** Milliseconds that only ever grow, from an arbitrary start: for every interval within this process. */
  monotonicMs(): number;
  /** The same with the time that the machine was asleep, from another start; absent where the system does not tell. */
  readonly bootMs?: () => number;
  /** How the wall clock was set while this process ran, the oldest first; absent where nobody watches it. */
  readonly steps?: readonly ClockStep[];
  /** Calls back once, after at least `delayMs`. */
  setTimeout(callback: () => void, delayMs: number): Cancel;
}

/** The machine's clock. Its timers never keep the process alive: the listening socket does. */
export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  // Elsewhere the two clocks may stand still together while the machine sleeps, or neither does: nobody has tried.
  ...(process.platform === 'linux' && { bootMs: () => uptime() * 1000 }),
  setTimeout(callback, delayMs) {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Calls back every `periodMs` until cancelled. The next period starts when the callback has returned. */
export function every(clock: Clock, periodMs: number, callback: () => void): Cancel {
  let cancel: Cancel;
  const arm = (): Cancel =>
    clock.setTimeout(() => {
      cancel = arm();
      callback();
    }, periodMs);
  cancel = arm();
  return () => cancel();
}

/** A stamp so far ahead of the clock was made before the clock was set back, or by a server whose clock is wrong: it tells nothing of now. */
const TRUSTED_AHEAD_MS = 10_000;

/** Whether something can have been stamped then, by a clock that says `nowMs`. */
export function isPlausible(stampMs: number, nowMs: number): boolean {
  return stampMs <= nowMs + TRUSTED_AHEAD_MS;
}

/** RFC 3339 in UTC, as everything on the wire. */
export function toTimestamp(ms: number): string {
  return new Date(ms).toISOString();
}
