import cluster, { type Worker } from 'node:cluster';
import type { Logger } from 'pino';
import type { Clock } from '../../platform/clock';
import type { Random } from '../../platform/random';
import { Gatherings } from './gathering';
import type { ToPrimary, ToWorker } from './messages';
import { countYoungDeaths, restartDelayMs } from './restart-delay';

export interface PrimaryDeps {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly random: Random;
}

/** One of the processes that share the port, and what became of those before it in its place. */
interface Place {
  worker: Worker;
  startedAtMs: number;
  youngDeaths: number;
}

/**
 * Starts worker processes on one port and replaces those that die. It takes no requests itself: every worker is a whole server, and
 * what they share is in Redis. The first one starts alone, so that it makes the secrets and finds what is wrong with the settings.
 */
export class Primary {
  readonly #deps: PrimaryDeps;
  readonly #gatherings: Gatherings;
  #isStopping = false;

  constructor(deps: PrimaryDeps) {
    this.#deps = deps;
    this.#gatherings = new Gatherings(deps.clock);
  }

  /** Resolves to false when the first worker could not start; it has said why. */
  async start(workers: number): Promise<boolean> {
    const first = this.#fork();
    if (!(await isReady(first))) {
      return false;
    }
    this.#keep(first);
    for (let count = 1; count < workers && !this.#isStopping; count++) {
      this.#keep(this.#fork());
    }
    return true;
  }

  /** Lets every worker finish what it has accepted. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    const workers = Object.values(cluster.workers ?? {}).filter(worker => worker !== undefined);
    const gone = Promise.all(workers.map(worker => new Promise(resolve => worker.once('exit', resolve))));
    workers.forEach(worker => tell(worker, { kind: 'stop' }));
    await gone;
  }

  #fork(): Worker {
    const worker = cluster.fork();
    worker.on('message', (message: ToPrimary) => this.#hear(worker, message));
    // A connection that was on its way to a worker as it died: its client comes again. Unheard, the error would end the primary, too.
    worker.on('error', error =>
      this.#deps.logger.warn({ worker: worker.process.pid, reason: error.message }, 'a worker could not be told'),
    );
    return worker;
  }

  #keep(worker: Worker): void {
    this.#watch({ worker, startedAtMs: this.#deps.clock.monotonicMs(), youngDeaths: 0 });
  }

  #watch(place: Place): void {
    place.worker.once('exit', (code: number | null, signal: string | null) => {
      if (!this.#isStopping) {
        this.#replace(place, { code, signal });
      }
    });
  }

  #replace(place: Place, how: { code: number | null; signal: string | null }): void {
    const { clock, random, logger } = this.#deps;
    place.youngDeaths = countYoungDeaths(place.youngDeaths, clock.monotonicMs() - place.startedAtMs);
    const delayMs = restartDelayMs(place.youngDeaths, random);
    logger.error({ worker: place.worker.process.pid, ...how, restartInMs: delayMs }, 'a worker ended and is replaced');
    clock.setTimeout(() => {
      if (!this.#isStopping) {
        place.worker = this.#fork();
        place.startedAtMs = clock.monotonicMs();
        this.#watch(place);
      }
    }, delayMs);
  }

  #hear(worker: Worker, message: ToPrimary): void {
    if (message.kind === 'gather') {
      void this.#gatherFor(worker, message.id);
    } else if (message.kind === 'report') {
      this.#gatherings.take(message.id, message.report);
    }
  }

  async #gatherFor(asker: Worker, id: number): Promise<void> {
    const workers = Object.values(cluster.workers ?? {}).filter(worker => worker?.isConnected() === true) as Worker[];
    const reports = await this.#gatherings.gather(workers.map(worker => own => tell(worker, { kind: 'report_please', id: own })));
    tell(asker, { kind: 'gathered', id, reports });
  }
}

/** A worker that is just ending cannot be told, nor need it be. */
function tell(worker: Worker, message: ToWorker): void {
  worker.send(message, () => undefined);
}

/** Gives the workers more arguments than this process got; the last of a kind counts. */
export function passToWorkers(args: readonly string[]): void {
  cluster.setupPrimary({ args: [...process.argv.slice(2), ...args] });
}

function isReady(worker: Worker): Promise<boolean> {
  return new Promise(resolve => {
    worker.once('exit', () => resolve(false));
    worker.on('message', (message: ToPrimary) => {
      if (message.kind === 'ready') {
        resolve(true);
      }
    });
  });
}
