import type { SystemSample } from '../../../../src/protocol';

/** A sample comes every 10 s: half an hour of them … */
const MAX_RECENT = 180;
/** … and before that one for each minute of 6 hours. */
const MAX_MINUTES = 360;

/** The last hours, the recent past as it was and the older in minutes. Its memory is bounded. */
export class History {
  #recent: SystemSample[] = [];
  #minutes: SystemSample[] = [];
  /** What has left the recent past, and belongs to one minute. */
  #ageing: SystemSample[] = [];

  add(sample: SystemSample): void {
    this.#recent.push(sample);
    const oldest = this.#recent.length > MAX_RECENT ? this.#recent.shift() : undefined;
    if (oldest !== undefined) {
      this.#age(oldest);
    }
  }

  /** Oldest first. */
  get samples(): readonly SystemSample[] {
    return [...this.#minutes, ...this.#ageing, ...this.#recent];
  }

  #age(sample: SystemSample): void {
    const [first] = this.#ageing;
    if (first !== undefined && minuteOf(first) !== minuteOf(sample)) {
      this.#minutes = [...this.#minutes, mergeSamples([first, ...this.#ageing.slice(1)])].slice(-MAX_MINUTES);
      this.#ageing = [];
    }
    this.#ageing.push(sample);
  }
}

const minuteOf = ({ at }: SystemSample): string => at.slice(0, 'YYYY-MM-DDTHH:MM'.length);

/** One sample for several: rates on average, and of the rest the worst, so that no peak is lost. */
export function mergeSamples(samples: readonly [SystemSample, ...SystemSample[]]): SystemSample {
  const mean = (read: (sample: SystemSample) => number): number => samples.reduce((sum, sample) => sum + read(sample), 0) / samples.length;
  const most = (read: (sample: SystemSample) => number): number => Math.max(...samples.map(read));
  const known = (read: (sample: SystemSample) => number | null): number[] => samples.map(read).filter(value => value !== null);
  const mostKnown = (read: (sample: SystemSample) => number | null): number | null => {
    const values = known(read);
    return values.length === 0 ? null : Math.max(...values);
  };
  const free = known(sample => sample.diskFreeBytes);
  return {
    at: samples[0].at,
    eventsPerSecond: mean(sample => sample.eventsPerSecond),
    requestsPerSecond: mean(sample => sample.requestsPerSecond),
    errorPercent: mostKnown(sample => sample.errorPercent),
    connections: most(sample => sample.connections),
    viewers: most(sample => sample.viewers),
    residentBytes: most(sample => sample.residentBytes),
    eventLoopDelayP99Ms: most(sample => sample.eventLoopDelayP99Ms),
    eventLoopUtilisation: mean(sample => sample.eventLoopUtilisation),
    redisConnections: mostKnown(sample => sample.redisConnections),
    redisMemoryBytes: mostKnown(sample => sample.redisMemoryBytes),
    logBytes: mostKnown(sample => sample.logBytes),
    diskFreeBytes: free.length === 0 ? null : Math.min(...free),
  };
}
