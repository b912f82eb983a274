import ky, { type KyInstance } from 'ky';
import { API_PREFIX } from '../protocol';
import { readBatchAnswer, readEnrolmentAnswer, type Answer } from './read-answer';
import type { Transport } from './transport';
import { explainUnreachable } from './unreachable';

/** Longer than a server takes that is merely busy, shorter than the cadence. */
const TIMEOUT_MS = 10_000;

export interface HttpTransportOptions {
  /** Wall-clock milliseconds. */
  readonly wallMs: () => number;
  /** The address of the page, which decides what its browser lets through. */
  readonly pageUrl?: string;
}

/** Talks to the server over HTTP. Retries nothing itself: the delivery policy does. */
export function createHttpTransport({ wallMs, pageUrl }: HttpTransportOptions): Transport {
  const http = ky.create({ retry: 0, timeout: TIMEOUT_MS, throwHttpErrors: false, credentials: 'omit', cache: 'no-store' });

  const exchange = async <T>(
    serverUrl: string,
    request: (http: KyInstance) => Promise<Response>,
    read: (answer: Answer, wallMs: number) => T,
  ): Promise<T | { kind: 'unreachable'; detail: string }> => {
    try {
      return read(await toAnswer(await request(http)), wallMs());
    } catch {
      return { kind: 'unreachable', detail: explainUnreachable(serverUrl, pageUrl) };
    }
  };

  return {
    enrol: (serverUrl, json, signal) =>
      exchange(serverUrl, http => http.post(`${serverUrl}${API_PREFIX}/enrolments`, { json, signal }), readEnrolmentAnswer),
    send: (serverUrl, token, body, signal) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      return exchange(serverUrl, http => http.post(`${serverUrl}${API_PREFIX}/batches`, { body, headers, signal }), readBatchAnswer);
    },
    sendOnClose: (serverUrl, body) => {
      const headers = { 'content-type': 'text/plain' };
      http.post(`${serverUrl}${API_PREFIX}/batches`, { body, headers, keepalive: true }).catch(() => undefined);
    },
  };
}

async function toAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
