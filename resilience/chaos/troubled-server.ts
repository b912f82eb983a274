import { readFileSync } from 'node:fs';
import type { SeededRandom } from '../../simulation/virtual/seeded-random';
import { limitFiles } from '../../server-stub/test/faults/file-limit';
import { type ClassServer, type ClassServerOptions, startClassServer } from '../../harness/processes/class-server';
import { readProcess } from '../../harness/processes/process-figures';
import { type BadDay, lastFor } from './bad-day';

/** Where a process's limits can be changed from outside. */
const HAS_FILE_LIMITS = process.platform === 'linux';

/** A class server that is killed and started again, on the same port and the same data. */
export class TroubledServer {
  /** The most memory that one of its processes took. */
  maxRssBytes = 0;
  readonly #options: ClassServerOptions;
  #server: ClassServer;

  private constructor(options: ClassServerOptions, server: ClassServer) {
    this.#options = { ...options, port: new URL(server.url).port };
    this.#server = server;
  }

  static async start(options: ClassServerOptions): Promise<TroubledServer> {
    return new TroubledServer(options, await startClassServer(options));
  }

  get api(): ClassServer['api'] {
    return this.#server.api;
  }

  get badDays(): readonly BadDay[] {
    const alone: readonly BadDay[] = [
      { name: 'the server is killed', happen: random => this.#restart(random, () => this.#server.kill()) },
      { name: 'the server is stopped', happen: random => this.#restart(random, () => this.#server.stop()) },
    ];
    const { workers = 1, redisUrl } = this.#options;
    return [
      ...alone,
      ...(workers > 1 ? [{ name: 'a worker is killed', happen: async random => this.#killWorker(random.draw()) } satisfies BadDay] : []),
      ...(redisUrl === undefined && HAS_FILE_LIMITS
        ? [{ name: 'the disk is full', happen: random => this.#fillDisk(random) } satisfies BadDay]
        : []),
    ];
  }

  /** Memory of each of its processes, in bytes. */
  readMemory(): readonly number[] {
    const sizes = [this.#server.pid, ...this.#workers()].map(pid => readProcess(pid).rssBytes).filter(size => Number.isFinite(size));
    this.maxRssBytes = Math.max(this.maxRssBytes, ...sizes);
    return sizes;
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  async #restart(random: SeededRandom, end: () => Promise<void>): Promise<void> {
    await end();
    await lastFor(random, 0, 4);
    this.#server = await startClassServer(this.#options);
  }

  async #fillDisk(random: SeededRandom): Promise<void> {
    limitFiles(this.#server.pid, '1024');
    await lastFor(random, 2, 8);
    limitFiles(this.#server.pid, 'unlimited');
  }

  #killWorker(draw: number): void {
    const workers = this.#workers();
    const victim = workers[Math.floor(draw * workers.length)];
    if (victim !== undefined) {
      process.kill(victim, 'SIGKILL');
    }
  }

  /** Empty where there is no `/proc`, or no worker. */
  #workers(): readonly number[] {
    const { pid } = this.#server;
    try {
      const children = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8');
      return children.split(' ').filter(Boolean).map(Number);
    } catch {
      return [];
    }
  }
}
