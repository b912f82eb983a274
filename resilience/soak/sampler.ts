import { readProcess } from '../../harness/processes/process-figures';
import type { ServerOnStore } from '../../harness/processes/server-on-store';
import { showMib } from '../../harness/report/table';
import type { Sample } from '../../harness/report/trend';

const PERIOD_MS = 1000;
const TOLD_EVERY = 60;

/** Looks at a server once a second. */
export class Sampler {
  readonly rssBytes: Sample[] = [];
  readonly openFiles: Sample[] = [];
  readonly redisConnections: Sample[] = [];
  readonly #server: ServerOnStore;
  #timer: NodeJS.Timeout | undefined;

  constructor(server: ServerOnStore) {
    this.#server = server;
  }

  start(): void {
    this.#timer = setInterval(() => void this.#look(), PERIOD_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    const atS = performance.now() / 1000;
    const { rssBytes, openFiles } = readProcess(this.#server.pid);
    const connections = await this.#server.store.countConnections();
    this.rssBytes.push({ atS, value: rssBytes });
    this.openFiles.push({ atS, value: openFiles });
    this.redisConnections.push({ atS, value: connections });
    if (this.rssBytes.length % TOLD_EVERY === 0) {
      const minutes = this.rssBytes.length / TOLD_EVERY;
      console.error(
        `${String(minutes)} min: ${showMib(rssBytes)} MiB, ${String(openFiles)} open files, ${String(connections)} Redis connections`,
      );
    }
  }
}
