import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

export interface LoopSample {
  /** The share of the time since the last sample in which the event loop was at work, from 0 to 1. */
  readonly utilisation: number;
  /** How late its timers were on average meanwhile, in milliseconds. */
  readonly delayMs: number;
}

/** How busy the process's event loop is. A test brings its own. */
export interface LoopGauge {
  /** What was since the last call. */
  sample(): LoopSample;
}

const RESOLUTION_MS = 20;
const NS_PER_MS = 1e6;

/** The gauge of this process; its timer keeps no process alive. */
export function openLoopGauge(): LoopGauge {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  let last = performance.eventLoopUtilization();
  return {
    sample() {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, last);
      const delayMs = delays.count === 0 ? 0 : Math.max(0, delays.mean / NS_PER_MS - RESOLUTION_MS);
      last = now;
      delays.reset();
      return { utilisation: utilization, delayMs };
    },
  };
}
