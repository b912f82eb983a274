import type { Timers } from '../platform/timers';

export interface Refresher {
  /** Requests a reload. All requests during a load, or within the gap after it, become one more load. */
  request(): void;
  stop(): void;
}

/** Reloads on request, one load at a time, at least `gapMs` after the last one has ended. */
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
