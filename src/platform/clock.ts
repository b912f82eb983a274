/** Time as the client sees it. Injected everywhere, so that tests and the simulation run in virtual time. */
export interface Clock {
  /** Wall-clock time in milliseconds since the epoch. May jump; use it for what people and servers read. */
  wallMs(): number;
  /** Milliseconds that only ever grow. Use it to schedule and to measure. */
  monotonicMs(): number;
  /** Resolves after `ms` milliseconds, or as soon as `signal` aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Wall-clock time that a set clock does not move: the wall time of this moment, plus what has passed since. Comparable between pages as far as the clock was right. */
export function createSteadyTime(clock: Clock): () => number {
  const offsetMs = clock.wallMs() - clock.monotonicMs();
  return () => offsetMs + clock.monotonicMs();
}

/** The longest delay that a timer keeps; a longer one would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise(resolve => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const finish = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, Math.min(ms, MAX_TIMER_MS));
      signal?.addEventListener('abort', finish);
    }),
};
