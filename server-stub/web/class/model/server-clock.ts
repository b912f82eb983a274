/**
 * The server's clock relative to the instructor's, which may be minutes off.
 * Network delay only makes a sample too low, so the highest sample is the best.
 */
export interface ServerClock {
  /** Add to the instructor's clock to get the server's, in milliseconds. Undefined before the first sample. */
  readonly offsetMs: number | undefined;
}

export const UNKNOWN_SERVER_CLOCK: ServerClock = { offsetMs: undefined };

/** A sample this far off means that a clock was set, and the old samples are void. */
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

/** The server's time in milliseconds, as far as it is known. */
export function serverTime(clock: ServerClock, nowMs: number): number {
  return nowMs + (clock.offsetMs ?? 0);
}
