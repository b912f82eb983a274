/** One timer for every "12 s ago" on the page. */
export interface Ticker {
  /** Calls back about once a second while the page is visible, and at once when it becomes visible. @returns stops the calls */
  readonly subscribe: (listener: () => void) => () => void;
}

const TICK_MS = 1000;

/** A ticker with one timer, which runs only while somebody listens and the page can be seen. */
export function createBrowserTicker(): Ticker {
  const listeners = new Set<() => void>();
  let handle: ReturnType<typeof setInterval> | undefined;
  const tick = (): void => listeners.forEach(listener => listener());
  const adjust = (): void => {
    const isNeeded = listeners.size > 0 && document.visibilityState === 'visible';
    if (isNeeded && handle === undefined) {
      handle = setInterval(tick, TICK_MS);
      tick();
    } else if (!isNeeded && handle !== undefined) {
      clearInterval(handle);
      handle = undefined;
    }
  };
  document.addEventListener('visibilitychange', adjust);
  return {
    subscribe(listener) {
      listeners.add(listener);
      adjust();
      return () => {
        listeners.delete(listener);
        adjust();
      };
    },
  };
}
