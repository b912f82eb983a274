import type { StudentStatus } from '../../../../src/protocol';

/** A person who reads or thinks for this long is still at work. */
const WORKING_MS = 3 * 60_000;
/** A client that misses this many reports in a row is not just late. */
const OFFLINE_CADENCES = 4;
/** With a fast cadence: the time of one retry and a slow network. */
const MIN_OFFLINE_MS = 10_000;

export interface Sighting {
  /** Whether there was any notebook event yet. */
  readonly hasStarted: boolean;
  /** Whether anything was heard of them in this session. */
  readonly isHere: boolean;
  /** The newest event of what a person did, by corrected time, and the newest report by the server's clock; 0 for never. */
  readonly lastActivityAtMs: number;
  readonly lastSeenAtMs: number;
  /** Whether a cell runs now. */
  readonly isRunning: boolean;
}

/** What the server honestly knows of a student at `nowMs`. */
export function statusOf(sighting: Sighting, nowMs: number, cadenceMs: number): StudentStatus {
  const { hasStarted, isHere, lastActivityAtMs, lastSeenAtMs, isRunning } = sighting;
  if (isRunning) {
    return 'working';
  }
  if (!hasStarted) {
    return isHere ? 'not_started' : 'not_here';
  }
  if (nowMs - lastSeenAtMs > Math.max(OFFLINE_CADENCES * cadenceMs, MIN_OFFLINE_MS)) {
    return 'offline';
  }
  return nowMs - lastActivityAtMs > WORKING_MS ? 'idle' : 'working';
}
