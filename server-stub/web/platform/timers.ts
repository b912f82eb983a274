export interface Timers {
  /** Calls back once after `delayMs`. @returns cancels it */
  after(delayMs: number, callback: () => void): () => void;
}

export const browserTimers: Timers = {
  after(delayMs, callback) {
    const handle = setTimeout(callback, delayMs);
    return () => {
      clearTimeout(handle);
    };
  },
};
