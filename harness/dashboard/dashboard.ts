import { setTimeout as delay } from 'node:timers/promises';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { API_PREFIX, type ClassDelta } from '../../src/protocol';
import type { InstructorApi } from '../api/instructor-api';

/** Called with each snapshot and delta as it arrives. */
export type OnShown = (shown: ClassDelta, atMs: number) => void;

/** As a browser's EventSource waits, with what the server asks for. */
const RECONNECT_MS = 2000;

/** A dashboard's end of the feed. Like a browser it connects again when the feed has ended. */
export class Dashboard {
  /** Snapshots and deltas so far. */
  frames = 0;
  /** How often the feed ended before the dashboard was closed. */
  interruptions = 0;
  readonly #leave = new AbortController();
  readonly #api: InstructorApi;
  readonly #onShown: OnShown;
  #lastEventId: string | undefined;
  #following: Promise<void> | undefined;

  constructor(api: InstructorApi, onShown: OnShown) {
    this.#api = api;
    this.#onShown = onShown;
  }

  /** Resolves when the feed is open. @throws Error when the server refuses it */
  async open(): Promise<void> {
    this.#following = this.#follow(await this.#connect());
  }

  async close(): Promise<void> {
    this.#leave.abort();
    await this.#following;
  }

  async #follow(first: ReadableStream<Uint8Array>): Promise<void> {
    let body: ReadableStream<Uint8Array> | undefined = first;
    for (;;) {
      await this.#read(body).catch(() => undefined);
      if (this.#leave.signal.aborted) {
        return;
      }
      this.interruptions += 1;
      await delay(RECONNECT_MS, undefined, { signal: this.#leave.signal }).catch(() => undefined);
      body = await this.#connect().catch(() => undefined);
    }
  }

  async #connect(): Promise<ReadableStream<Uint8Array>> {
    const { url, token, classId } = this.#api;
    const headers = { authorization: `Bearer ${token}`, ...(this.#lastEventId !== undefined && { 'last-event-id': this.#lastEventId }) };
    const { status, body } = await fetch(`${url}${API_PREFIX}/classes/${classId}/feed`, {
      headers,
      redirect: 'error',
      signal: this.#leave.signal,
    });
    if (status !== 200 || body === null) {
      throw new Error(`The feed was answered ${String(status)}.`);
    }
    return body;
  }

  async #read(body: ReadableStream<Uint8Array> | undefined): Promise<void> {
    const onEvent = ({ id, data }: EventSourceMessage): void => {
      this.frames += 1;
      this.#lastEventId = id;
      this.#onShown(JSON.parse(data) as ClassDelta, performance.now());
    };
    const parser = createParser({ onEvent });
    const decoder = new TextDecoder();
    for await (const chunk of body ?? []) {
      parser.feed(decoder.decode(chunk, { stream: true }));
    }
  }
}

/** Opens that many dashboards on a class. */
export async function openDashboards(
  api: InstructorApi,
  count: number,
  onShown: (dashboard: number, ...shown: Parameters<OnShown>) => void,
): Promise<readonly Dashboard[]> {
  const dashboards = Array.from({ length: count }, (_, index) => new Dashboard(api, (shown, atMs) => onShown(index, shown, atMs)));
  await Promise.all(dashboards.map(dashboard => dashboard.open()));
  return dashboards;
}
