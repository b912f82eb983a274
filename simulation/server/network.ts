import { API_PREFIX } from '../../src/protocol';
import { readBatchAnswer, readEnrolmentAnswer, type Answer } from '../../src/transport/read-answer';
import type { Transport } from '../../src/transport/transport';
import type { SeededRandom } from '../virtual/seeded-random';
import type { ServerAnswer, SimServer } from './sim-server';
import type { Bustle, VirtualClock } from '../virtual/virtual-clock';

/** What the way between students and server does to a request. */
export const NETWORK_MODES = ['good', 'down', 'lost_replies', 'doubled', 'slow', 'portal', 'flaky'] as const;
export type NetworkMode = (typeof NETWORK_MODES)[number];

/** As long as the HTTP transport waits before it gives up. */
const TIMEOUT_MS = 10_000;

/** The network between all students and the server. Every request really reaches the server's code, or really does not. */
export class Network {
  mode: NetworkMode = 'good';
  requests = 0;
  readonly #server: SimServer;
  readonly #clock: VirtualClock;
  readonly #random: SeededRandom;
  readonly #bustle: Bustle;

  constructor(server: SimServer, clock: VirtualClock, random: SeededRandom, bustle: Bustle) {
    this.#server = server;
    this.#clock = clock;
    this.#random = random;
    this.#bustle = bustle;
  }

  /** A way for one tab. @param isAlive whether the tab still runs: nobody hears the answer to a dead tab */
  transport(isAlive: () => boolean): Transport {
    const wallMs = () => this.#clock.wallMs();
    const exchange = async <T>(url: string, headers: Record<string, string>, body: string, read: (answer: Answer, wallMs: number) => T) => {
      try {
        const answer = await this.#carry(url, { 'content-type': 'application/json', ...headers }, body, isAlive);
        return read(answer, wallMs());
      } catch {
        return { kind: 'unreachable', trouble: { kind: 'unreachable', origin: '' } } as const;
      }
    };
    return {
      enrol: (_server, request) => exchange(`${API_PREFIX}/enrolments`, {}, JSON.stringify(request), readEnrolmentAnswer),
      send: (_server, token, body) => exchange(`${API_PREFIX}/batches`, { authorization: `Bearer ${token}` }, body, readBatchAnswer),
      erase: async () => ({ kind: 'failed', trouble: { kind: 'busy' } }),
      sendOnClose: (_server, body) => void exchange(`${API_PREFIX}/batches`, { 'content-type': 'text/plain' }, body, readBatchAnswer),
    };
  }

  async #carry(url: string, headers: Record<string, string>, body: string, isAlive: () => boolean): Promise<Answer> {
    this.requests += 1;
    const mode = this.mode === 'flaky' ? this.#random.pick(NETWORK_MODES) : this.mode;
    if (mode === 'down') {
      await this.#clock.sleep(this.#random.draw() < 0.5 ? 1 : TIMEOUT_MS);
      throw new Error('no connection');
    }
    if (mode === 'portal') {
      const status = this.#random.pick([200, 202, 302, 403, 511]);
      return { status, retryAfter: null, body: undefined };
    }
    if (mode === 'slow') {
      await this.#clock.sleep(this.#random.between(100, TIMEOUT_MS * 2));
    }
    const answer = await this.#reach(url, headers, body);
    if (mode === 'doubled') {
      void this.#later(url, headers, body);
    }
    if (mode === 'lost_replies' || !isAlive()) {
      throw new Error('the reply was lost');
    }
    return { status: answer.status, retryAfter: asText(answer.headers['retry-after']), body: parse(answer.body) };
  }

  /** The network delivers a second copy, after anything else may have happened. */
  async #later(url: string, headers: Record<string, string>, body: string): Promise<void> {
    await this.#clock.sleep(this.#random.between(0, 120_000));
    await this.#reach(url, headers, body).catch(() => undefined);
  }

  #reach(url: string, headers: Record<string, string>, body: string): Promise<ServerAnswer> {
    return this.#bustle.during(this.#server.post(url, headers, body));
  }
}

function asText(header: unknown): string | null {
  return typeof header === 'string' ? header : null;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
