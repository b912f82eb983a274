/** Milliseconds that only ever grow, from an arbitrary start and with fractions: for measuring durations. */
export type Stopwatch = () => number;

export const systemStopwatch: Stopwatch = () => performance.now();
