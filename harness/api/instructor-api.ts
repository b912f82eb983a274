import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { API_PREFIX, type ClassState, type ClassSummary, type DeliveryReport, type ExportedEvent, type Replay } from '../../src/protocol';

/** The calls of an instructor that a measurement needs, on the class that a fresh server makes. */
export class InstructorApi {
  constructor(
    readonly url: string,
    readonly token: string,
    readonly classId = 'default',
  ) {}

  async joinCode(): Promise<string> {
    const classes = (await this.#read('/classes')) as readonly ClassSummary[];
    const found = classes.find(({ id }) => id === this.classId);
    if (found === undefined) {
      throw new Error(`The server has no class "${this.classId}".`);
    }
    return found.joinCode;
  }

  async state(): Promise<ClassState> {
    return (await this.#read(`/classes/${this.classId}/state`)) as ClassState;
  }

  async delivery(): Promise<DeliveryReport> {
    return (await this.#read(`/classes/${this.classId}/delivery`)) as DeliveryReport;
  }

  /** Every event of the class as the server exports it, a line at a time. */
  async *events(): AsyncGenerator<ExportedEvent> {
    const { body } = await this.#get(`/classes/${this.classId}/events?format=ndjson`);
    const lines = createInterface({ input: Readable.fromWeb(body as ReadableStream), crlfDelay: Number.POSITIVE_INFINITY });
    for await (const line of lines) {
      yield JSON.parse(line) as ExportedEvent;
    }
  }

  async replay(): Promise<Replay> {
    return (await this.#read(`/classes/${this.classId}/replay`)) as Replay;
  }

  /** The class's record as a file of that format, as it is sent. @param signal ends it */
  async exportAs(format: 'csv' | 'xapi', signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.#get(`/classes/${this.classId}/events?format=${format}`, signal);
    return body as ReadableStream<Uint8Array>;
  }

  async #read(path: string): Promise<unknown> {
    return (await this.#get(path)).json();
  }

  async #get(path: string, signal?: AbortSignal): Promise<Response> {
    const response = await fetch(`${this.url}${API_PREFIX}${path}`, {
      redirect: 'error',
      headers: { authorization: `Bearer ${this.token}` },
      ...(signal !== undefined && { signal }),
    });
    if (!response.ok) {
      throw new Error(`GET ${path} was answered ${String(response.status)}: ${await response.text()}`);
    }
    return response;
  }
}
