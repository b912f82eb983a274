import { gzipSync } from 'node:zlib';
import { enrol, randomId } from '../../../harness/api/enrol';
import type { InstructorApi } from '../../../harness/api/instructor-api';
import { addressOf, LoadConnection } from '../../../harness/generator/load-connection';
import { API_PREFIX } from '../../../src/protocol';
import { type Measures, TAKEN } from '../stage/measures';
import { nameApart } from '../stage/name-apart';

/** An attacker does not wait as long as they are told to. */
const PAUSE_MS = 20;

/** One student who wishes the class ill, with as many sources and connections as they like. */
export class Attacker {
  /** How many of their requests were answered by each status. */
  readonly answers = new Map<number, number>();

  private constructor(
    readonly url: string,
    private readonly token: string,
  ) {}

  static async join(api: InstructorApi, name = 'mallory'): Promise<Attacker> {
    const student = { studentId: nameApart(name), deviceId: randomId() };
    const { token } = await enrol(api.url, { joinCode: await api.joinCode(), ...student });
    return new Attacker(api.url, token);
  }

  /** The bytes of one report. @param events without their `seq`, which is counted from `first` */
  writeReport(sid: string, first: number, events: readonly object[], more: Readonly<Record<string, unknown>> = {}): Buffer {
    const numbered = events.map((event, index) => ({ seq: first + index, ...event }));
    const sentAt = new Date().toISOString();
    return this.writeBody(JSON.stringify({ v: 1, sid, oldest: 1, sentAt, policyRevision: 1, events: numbered, ...more }));
  }

  writeBody(text: string): Buffer {
    const headers = { authorization: `Bearer ${this.token}`, 'content-encoding': 'gzip' };
    return writePost(this.url, 'batches', headers, gzipSync(text));
  }

  /** Sends requests on one connection, each again until it is accepted. */
  async sendAll(requests: readonly Buffer[], signal: AbortSignal): Promise<void> {
    const connection = new LoadConnection(addressOf(this.url));
    for (const request of requests) {
      await this.#insist(connection, request, signal);
    }
    connection.close();
  }

  /** What the server took of it. */
  get taken(): Measures {
    return { [TAKEN]: this.answers.get(202) ?? 0 };
  }

  async #insist(connection: LoadConnection, request: Buffer, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const status = await answerTo(connection, request, signal);
      this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
      // Anything but a 4xx of the kind that stays: too many, or no time.
      if (status === 202 || (status >= 400 && status < 429)) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** The status of the answer; 0 when there was none, or no more time for it. */
export function answerTo(connection: LoadConnection, request: Buffer, signal: AbortSignal): Promise<number> {
  return new Promise(resolve => {
    const leave = (): void => {
      connection.close();
      resolve(0);
    };
    signal.addEventListener('abort', leave, { once: true });
    connection.send(request, ({ status }) => {
      signal.removeEventListener('abort', leave);
      resolve(status);
    });
  });
}

/** The whole bytes of a POST with a JSON body. */
export function writePost(url: string, path: string, headers: Readonly<Record<string, string>>, body: Buffer): Buffer {
  return writeRequest(url, 'POST', `${API_PREFIX}/${path}`, { 'content-type': 'application/json', ...headers }, body);
}

/** The whole bytes of a request. @param path the whole of it */
export function writeRequest(
  url: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer = Buffer.alloc(0),
): Buffer {
  const all = { host: new URL(url).host, ...(body.length > 0 && { 'content-length': String(body.length) }), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), body]);
}
