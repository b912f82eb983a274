import { quantile } from '../../harness/report/quantile';
import { formatTable, showCount, showMs } from '../../harness/report/table';

interface Chapter {
  times: number;
  longestMs: number;
  slowestRecoveryMs: number;
  readonly latenciesMs: number[];
}

/** How one bad day went, in milliseconds. */
export interface Entry {
  readonly lastedMs: number;
  /** From the end of the trouble to the answer to the first report that was sent after it. */
  readonly recoveryMs: number;
  /** Of the reports that were accepted meanwhile. */
  readonly latenciesMs: readonly number[];
}

/** What happened, by kind. */
export class Diary {
  /** Of the reports that were accepted between two bad days, in milliseconds. */
  readonly calmLatenciesMs: number[] = [];
  readonly #chapters = new Map<string, Chapter>();

  note(name: string, { lastedMs, recoveryMs, latenciesMs }: Entry): void {
    console.error(`${name}: ${showSeconds(lastedMs)} s; a report is accepted ${showSeconds(recoveryMs)} s later`);
    const chapter = this.#chapterOf(name);
    chapter.times += 1;
    chapter.longestMs = Math.max(chapter.longestMs, lastedMs);
    chapter.slowestRecoveryMs = Math.max(chapter.slowestRecoveryMs, recoveryMs);
    latenciesMs.forEach(latency => chapter.latenciesMs.push(latency));
  }

  get longestRecoveryMs(): number {
    return Math.max(0, ...[...this.#chapters.values()].map(({ slowestRecoveryMs }) => slowestRecoveryMs));
  }

  toTable(): string {
    const rows = [...this.#chapters].map(([name, { times, longestMs, slowestRecoveryMs, latenciesMs }]) => ({
      'bad day': name,
      times: showCount(times),
      'longest, s': showSeconds(longestMs),
      'slowest first report after it, s': showSeconds(slowestRecoveryMs),
      'p50, p99 of what is accepted meanwhile, ms': showLatencies(latenciesMs),
    }));
    return formatTable([...rows, calmRow(this.calmLatenciesMs)]);
  }

  #chapterOf(name: string): Chapter {
    const chapter = this.#chapters.get(name) ?? { times: 0, longestMs: 0, slowestRecoveryMs: 0, latenciesMs: [] };
    this.#chapters.set(name, chapter);
    return chapter;
  }
}

export const showSeconds = (ms: number): string => (ms / 1000).toFixed(1);

const calmRow = (latenciesMs: readonly number[]) => ({
  'bad day': '(in between)',
  times: '',
  'longest, s': '',
  'slowest first report after it, s': '',
  'p50, p99 of what is accepted meanwhile, ms': showLatencies(latenciesMs),
});

const showLatencies = (latenciesMs: readonly number[]): string =>
  `${showMs(quantile(latenciesMs, 0.5))}, ${showMs(quantile(latenciesMs, 0.99))}`;
