import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { API_PREFIX } from '../../src/protocol';

const PAUSE_MS = 1;

/** Asks a server whether it lives, over and over on one connection: while its event loop does one long thing, it does not answer. */
export class Prober {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly url: string) {}

  /** @returns how long the longest answer took while `work` was under way, in milliseconds */
  async longestDuring(work: () => Promise<unknown>): Promise<number> {
    const over = new AbortController();
    let longestMs = 0;
    const probing = (async () => {
      while (!over.signal.aborted) {
        longestMs = Math.max(longestMs, await this.#ask());
        await delay(PAUSE_MS);
      }
    })();
    try {
      await work();
    } finally {
      over.abort();
      await probing;
    }
    return longestMs;
  }

  close(): void {
    this.#agent.destroy();
  }

  #ask(): Promise<number> {
    const startedMs = performance.now();
    return new Promise((resolve, reject) => {
      const request = get(`${this.url}${API_PREFIX}/health/live`, { agent: this.#agent }, response => {
        response.resume();
        response.once('end', () => resolve(performance.now() - startedMs));
      });
      request.once('error', reject);
    });
  }
}
