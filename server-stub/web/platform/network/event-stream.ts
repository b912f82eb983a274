import { createParser } from 'eventsource-parser';
import type { FeedEnd, FeedListener, FeedPort } from './feed-port';
import { addressOf, readJson } from './http';

const READ_TIMEOUT_MS = 10_000;
const NOT_MODIFIED = 304;

/**
 * Server-Sent Events over `fetch`. The browser's own `EventSource` hides the two things that an honest
 * board needs: the status of a refusal (signed out is not the same as unreachable) and the server's
 * keep-alive comments (without them a dead connection looks like a quiet class).
 */
export const browserFeed: FeedPort = {
  async read(path, tag, signal) {
    try {
      const response = await ask(path, { Accept: 'application/json', ...(tag !== undefined && { 'If-None-Match': tag }) }, [
        signal,
        AbortSignal.timeout(READ_TIMEOUT_MS),
      ]);
      if (response.status === NOT_MODIFIED) {
        return { kind: 'same' };
      }
      return response.ok
        ? { kind: 'state', data: await response.text(), tag: response.headers.get('etag') ?? undefined }
        : { kind: 'refused', answer: (await describeRefusal(response)).answer };
    } catch {
      return { kind: 'none' };
    }
  },
  async follow(path, lastEventId, listener, signal) {
    try {
      const response = await openStream(path, lastEventId, signal);
      return response.ok && isEventStream(response) ? await readStream(response, listener) : await describeRefusal(response);
    } catch {
      return { kind: 'cut' };
    }
  },
};

function openStream(path: string, lastEventId: string | undefined, signal: AbortSignal): Promise<Response> {
  return ask(path, { Accept: 'text/event-stream', ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }) }, [signal]);
}

function ask(path: string, headers: Readonly<Record<string, string>>, signals: AbortSignal[]): Promise<Response> {
  const signal = AbortSignal.any(signals);
  return fetch(addressOf(path), { credentials: 'same-origin', cache: 'no-store', redirect: 'error', signal, headers });
}

function isEventStream(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
}

async function readStream(response: Response, listener: FeedListener): Promise<FeedEnd> {
  const parser = createParser({
    onEvent: message => listener.onMessage({ event: message.event ?? 'message', id: message.id, data: message.data }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const part = await reader?.read();
    if (part === undefined || part.done) {
      return { kind: 'cut' };
    }
    listener.onBytes();
    parser.feed(part.value);
  }
}

async function describeRefusal(response: Response): Promise<FeedEnd & { readonly kind: 'refused' }> {
  return { kind: 'refused', answer: { status: response.status, body: await readJson(response) } };
}
