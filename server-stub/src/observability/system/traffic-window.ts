/** Counts since the start of the server, all processes together. */
export interface Totals {
  readonly requests: number;
  readonly failures: number;
  readonly eventsAppended: number;
}

export interface TrafficRates {
  /** Since the sample before. */
  readonly requestsPerSecond: number;
  readonly eventsPerSecond: number;
  /** Over the window; null when there were too few requests to tell. */
  readonly errorPercent: number | null;
}

const WINDOW_MS = 60_000;
/** One failure of five is no news; the smallest class sends more than this in a minute. */
const MIN_REQUESTS = 20;

interface Moment extends Totals {
  readonly atMs: number;
}

/** Makes rates of counts, over a window that slides with the samples. */
export class TrafficWindow {
  #moments: readonly Moment[] = [];

  add(totals: Totals, atMs: number): TrafficRates {
    const now = { ...totals, atMs };
    const before = this.#moments.at(-1);
    // A process that was replaced took its counts along: what is left cannot be compared with what was.
    const isComparable = before !== undefined && now.requests >= before.requests && now.eventsAppended >= before.eventsAppended;
    const kept = isComparable ? this.#moments.filter(moment => moment.atMs >= atMs - WINDOW_MS) : [];
    this.#moments = [...kept, now];
    return {
      requestsPerSecond: isComparable ? perSecond(before, now, 'requests') : 0,
      eventsPerSecond: isComparable ? perSecond(before, now, 'eventsAppended') : 0,
      errorPercent: errorPercent(kept[0], now),
    };
  }
}

function perSecond(before: Moment, now: Moment, key: keyof Totals): number {
  const elapsedS = (now.atMs - before.atMs) / 1000;
  return elapsedS <= 0 ? 0 : (now[key] - before[key]) / elapsedS;
}

function errorPercent(oldest: Moment | undefined, now: Moment): number | null {
  const requests = now.requests - (oldest?.requests ?? now.requests);
  return oldest === undefined || requests < MIN_REQUESTS ? null : ((now.failures - oldest.failures) / requests) * 100;
}
