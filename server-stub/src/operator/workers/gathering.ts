import type { ProcessReport } from '../../observability/metrics/metrics';
import type { Cancel, Clock } from '../../platform/clock';

/** A worker that is too busy to answer in this time is left out of the sum. */
const LIMIT_MS = 1000;

interface Gathering {
  readonly reports: ProcessReport[];
  missing: number;
  readonly finish: () => void;
}

/** Asks several processes for their reports and puts the answers together. */
export class Gatherings {
  readonly #open = new Map<number, Gathering>();
  #lastId = 0;

  constructor(private readonly clock: Clock) {}

  /** @param ask sends the question, with its number, to each process; as many answers are waited for, but not for long */
  gather(ask: readonly ((id: number) => void)[]): Promise<readonly ProcessReport[]> {
    const id = ++this.#lastId;
    return new Promise(resolve => {
      const reports: ProcessReport[] = [];
      let cancel: Cancel | undefined;
      const finish = (): void => {
        cancel?.();
        this.#open.delete(id);
        resolve(reports);
      };
      this.#open.set(id, { reports, missing: ask.length, finish });
      cancel = this.clock.setTimeout(finish, LIMIT_MS);
      ask.forEach(send => send(id));
    });
  }

  /** An answer. One that comes too late is ignored. */
  take(id: number, report: ProcessReport): void {
    const gathering = this.#open.get(id);
    if (gathering !== undefined) {
      gathering.reports.push(report);
      gathering.missing -= 1;
      if (gathering.missing === 0) {
        gathering.finish();
      }
    }
  }
}
