import type { Board } from '../model/board';

/** The server takes a student for offline after so many cadences without a report, and at once says so. */
const OFFLINE_CADENCES = 4;
/** A class's cadence may have been changed elsewhere, and a report may be late. */
const LEAST_PATIENCE_MS = 150_000;
/** The server looks at the passing of time every 2 s; the rest is for a slow network. */
const SLACK_MS = 30_000;

/**
 * How long a server may tell nothing new of a class. Whoever is there reports, or is offline before long, and the feed tells of either; while
 * nobody is there, nothing has to happen.
 * @returns milliseconds; infinite when nothing is due
 */
export function newsDueWithinMs({ students }: Board, cadenceMs: number): number {
  const isSomebodyThere = [...students.values()].some(({ status }) => status === 'working' || status === 'idle');
  return isSomebodyThere ? Math.max(OFFLINE_CADENCES * cadenceMs, LEAST_PATIENCE_MS) + SLACK_MS : Number.POSITIVE_INFINITY;
}
