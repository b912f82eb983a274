import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { API_PREFIX, type ClassDelta } from '../../src/protocol';
import type { InstructorApi } from '../api/instructor-api';

/** Called with each snapshot and delta as it arrives. */
export type OnShown = (shown: ClassDelta, atMs: number) => void;

/** A dashboard's end of the feed. */
export class Dashboard {
  readonly #leave = new AbortController();
  #frames = 0;
  #reading: Promise<void> | undefined;

  /** Snapshots and deltas so far. */
  get frames(): number {
    return this.#frames;
  }

  /** Resolves when the feed is open. @throws Error when the server refuses it */
  async open({ url, token, classId }: InstructorApi, onShown: OnShown): Promise<void> {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${url}${API_PREFIX}/classes/${classId}/feed`, { headers, signal: this.#leave.signal });
    if (response.status !== 200 || response.body === null) {
      throw new Error(`The feed was answered ${String(response.status)}.`);
    }
    this.#reading = this.#read(response.body, onShown);
  }

  /** Closes the feed. @throws Error when the server had ended it before */
  async close(): Promise<void> {
    this.#leave.abort();
    await this.#reading;
  }

  async #read(body: ReadableStream<Uint8Array>, onShown: OnShown): Promise<void> {
    const onEvent = ({ data }: EventSourceMessage): void => {
      this.#frames += 1;
      onShown(JSON.parse(data) as ClassDelta, performance.now());
    };
    const parser = createParser({ onEvent });
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) {
        parser.feed(decoder.decode(chunk, { stream: true }));
      }
    } catch (error) {
      if (!this.#leave.signal.aborted) {
        throw error;
      }
      return;
    }
    throw new Error('The server ended a feed.');
  }
}

/** Opens that many dashboards on a class. */
export async function openDashboards(
  api: InstructorApi,
  count: number,
  onShown: (dashboard: number, ...shown: Parameters<OnShown>) => void,
): Promise<readonly Dashboard[]> {
  const dashboards = Array.from({ length: count }, () => new Dashboard());
  await Promise.all(dashboards.map((dashboard, index) => dashboard.open(api, (shown, atMs) => onShown(index, shown, atMs))));
  return dashboards;
}
