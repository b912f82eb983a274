import cluster from 'node:cluster';
import type { Metrics, ProcessReport } from '../../observability/metrics/metrics';
import type { ToPrimary, ToWorker } from './messages';

export const isWorker = (): boolean => cluster.isWorker;

/** Whether this is the first worker of its primary's life: the one that greets the operator. */
export const isFirstWorker = (): boolean => cluster.worker?.id === 1;

/** A worker's end of the line to its primary. */
export class PrimaryLine {
  readonly #metrics: Metrics;
  readonly #asked = new Map<number, (reports: readonly ProcessReport[]) => void>();
  #lastId = 0;

  /** @param onStop told when the primary wants this worker to end in good order */
  constructor(metrics: Metrics, onStop: () => void) {
    this.#metrics = metrics;
    process.on('message', (message: ToWorker) => {
      if (message.kind === 'stop') {
        onStop();
      } else {
        void this.#hear(message);
      }
    });
  }

  /** This worker listens. */
  tellReady(): void {
    tell({ kind: 'ready' });
  }

  /** The reports of every worker, this one's included. */
  gather(): Promise<readonly ProcessReport[]> {
    const id = ++this.#lastId;
    return new Promise(resolve => {
      this.#asked.set(id, resolve);
      tell({ kind: 'gather', id });
    });
  }

  async #hear(message: Exclude<ToWorker, { kind: 'stop' }>): Promise<void> {
    if (message.kind === 'report_please') {
      tell({ kind: 'report', id: message.id, report: await this.#metrics.report() });
    } else {
      this.#asked.get(message.id)?.(message.reports);
      this.#asked.delete(message.id);
    }
  }
}

function tell(message: ToPrimary): void {
  process.send?.(message);
}
