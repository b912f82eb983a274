import type { Timers } from '../platform/timers';

export interface Refresher {
  /** Asks for a fresh load. Any number of requests during a load, or soon after it, become one more load. */
  request(): void;
  stop(): void;
}

/** Loads again on demand, one load at a time, with at least `gapMs` between the end of one and the start of the next. */
export function createRefresher(load: () => Promise<void>, timers: Timers, gapMs: number): Refresher {
  let phase: 'idle' | 'busy' | 'stopped' = 'idle';
  let isWanted = false;
  let cancelGap = (): void => {};

  const settle = (): void => {
    if (phase === 'stopped') {
      return;
    }
    cancelGap = timers.after(gapMs, () => {
      phase = 'idle';
      if (isWanted) {
        start();
      }
    });
  };
  const start = (): void => {
    phase = 'busy';
    isWanted = false;
    void load().then(settle, settle);
  };
  return {
    request() {
      isWanted = true;
      if (phase === 'idle') {
        start();
      }
    },
    stop() {
      phase = 'stopped';
      cancelGap();
    },
  };
}
