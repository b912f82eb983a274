import { formatTable, showCount } from '../report/table';

interface Chapter {
  times: number;
  longestMs: number;
  slowestRecoveryMs: number;
}

/** What happened, by kind. */
export class Diary {
  readonly #chapters = new Map<string, Chapter>();

  /** @param recoveryMs from the end of the trouble to the answer to the first report that was sent after it */
  note(name: string, lastedMs: number, recoveryMs: number): void {
    console.error(`${name}: ${showSeconds(lastedMs)} s; a report is accepted ${showSeconds(recoveryMs)} s later`);
    const chapter = this.#chapterOf(name);
    chapter.times += 1;
    chapter.longestMs = Math.max(chapter.longestMs, lastedMs);
    chapter.slowestRecoveryMs = Math.max(chapter.slowestRecoveryMs, recoveryMs);
  }

  get longestRecoveryMs(): number {
    return Math.max(0, ...[...this.#chapters.values()].map(({ slowestRecoveryMs }) => slowestRecoveryMs));
  }

  toTable(): string {
    const rows = [...this.#chapters].map(([name, { times, longestMs, slowestRecoveryMs }]) => ({
      'bad day': name,
      times: showCount(times),
      'longest, s': showSeconds(longestMs),
      'slowest first report after it, s': showSeconds(slowestRecoveryMs),
    }));
    return formatTable(rows);
  }

  #chapterOf(name: string): Chapter {
    const chapter = this.#chapters.get(name) ?? { times: 0, longestMs: 0, slowestRecoveryMs: 0 };
    this.#chapters.set(name, chapter);
    return chapter;
  }
}

export const showSeconds = (ms: number): string => (ms / 1000).toFixed(1);
