import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { type Clock, every } from '../clock';

/** How this process is, by its own account. */
export interface ProcessReading {
  readonly pid: number;
  readonly uptimeS: number;
  /** Memory as the operating system counts it. */
  readonly residentBytes: number;
  readonly heapUsedBytes: number;
  /** 99% of timers were late by less, in the last whole period. */
  readonly eventLoopDelayP99Ms: number;
  /** The share of the last whole period in which the event loop was busy, 0 to 1. */
  readonly eventLoopUtilisation: number;
}

export type ProcessProbe = () => ProcessReading;

/** Long enough for a 99th percentile of some hundred timers, short enough for an alert. */
const PERIOD_MS = 10_000;
const RESOLUTION_MS = 20;
const NANOSECONDS_PER_MS = 1_000_000;

/** Watches the event loop from now on, in periods of its own, so that anybody may read at any time without taking from the others. */
export function startProcessProbe(clock: Clock): ProcessProbe {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  let utilisationAtStart = performance.eventLoopUtilization();
  const readLoop = () => ({
    // The histogram holds the time between two beats, which are meant to be one resolution apart.
    eventLoopDelayP99Ms: Math.max(0, delays.percentile(99) / NANOSECONDS_PER_MS - RESOLUTION_MS),
    eventLoopUtilisation: performance.eventLoopUtilization(utilisationAtStart).utilization,
  });
  let lastPeriod: ReturnType<typeof readLoop> | undefined;
  every(clock, PERIOD_MS, () => {
    lastPeriod = readLoop();
    delays.reset();
    utilisationAtStart = performance.eventLoopUtilization();
  });
  return () => ({ ...readMemory(), ...(lastPeriod ?? readLoop()) });
}

function readMemory(): Pick<ProcessReading, 'pid' | 'uptimeS' | 'residentBytes' | 'heapUsedBytes'> {
  const { rss, heapUsed } = process.memoryUsage();
  return { pid: process.pid, uptimeS: process.uptime(), residentBytes: rss, heapUsedBytes: heapUsed };
}
