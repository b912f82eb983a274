/**
 * The server's time, told from the instructor's clock: an instructor's laptop may be minutes off.
 * A sample can only be too low, by the time its message travelled, so the highest is the best.
 */
export interface ServerClock {
  /** Add to the instructor's clock to get the server's, in milliseconds. Undefined before the first sample. */
  readonly offsetMs: number | undefined;
}

export const UNKNOWN_SERVER_CLOCK: ServerClock = { offsetMs: undefined };

/** Further than this from the best sample, and a clock was set: the old samples are worth nothing. */
const CLOCK_WAS_SET_MS = 5000;

export function sampleServerClock(clock: ServerClock, asOf: string, receivedAtMs: number): ServerClock {
  const sampleMs = Date.parse(asOf) - receivedAtMs;
  if (Number.isNaN(sampleMs)) {
    return clock;
  }
  if (clock.offsetMs === undefined || clock.offsetMs - sampleMs > CLOCK_WAS_SET_MS) {
    return { offsetMs: sampleMs };
  }
  return sampleMs > clock.offsetMs ? { offsetMs: sampleMs } : clock;
}

/** The server's time in milliseconds, as well as it is known. */
export function serverTime(clock: ServerClock, nowMs: number): number {
  return nowMs + (clock.offsetMs ?? 0);
}
