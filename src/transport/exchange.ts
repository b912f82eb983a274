import ky, { type KyInstance } from 'ky';
import type { ContactTrouble } from '../delivery';
import type { Answer } from './read-answer';
import { explainUnreachable } from './unreachable';

/** Longer than a server takes that is merely busy, shorter than the cadence. */
const TIMEOUT_MS = 10_000;
/**
 * What every request has, besides `redirect: 'error'`: a redirect would carry the join code, the token and the events to who knows where, whose 202 would
 * delete them here.
 */
export const PLAIN = { credentials: 'omit', cache: 'no-store' } as const;

export interface HttpOptions {
  /** Wall-clock milliseconds. */
  readonly wallMs: () => number;
  /** The address of the page, which decides what its browser lets through. */
  readonly pageUrl?: string;
  /** Other than 10 s, for tests. */
  readonly timeoutMs?: number;
}

export type Ask = (http: Pick<KyInstance, 'post' | 'delete'>, signal: AbortSignal) => Promise<Response>;
type Read<T> = (answer: Answer, wallMs: number) => T;

/** Asks a server and reads its answer. Never rejects: no answer is an outcome, too. */
export function createExchange({ wallMs, pageUrl, timeoutMs = TIMEOUT_MS }: HttpOptions) {
  const http = ky.create({ ...PLAIN, redirect: 'error', retry: 0, timeout: timeoutMs, throwHttpErrors: false });

  return async <T>(
    serverUrl: string,
    ask: Ask,
    signal: AbortSignal,
    read: Read<T>,
  ): Promise<T | { kind: 'unreachable'; trouble: ContactTrouble }> => {
    const work = async (deadline: AbortSignal) => read(await toAnswer(await ask(http, deadline)), wallMs());
    try {
      return await withDeadline(work, signal, timeoutMs);
    } catch {
      return { kind: 'unreachable', trouble: explainUnreachable(serverUrl, pageUrl) };
    }
  };
}

/** Gives up on `work` at the deadline or with `signal`, whatever it hangs in: a body can stall after its headers came. */
async function withDeadline<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal, timeoutMs: number): Promise<T> {
  // What was aborted before tells no listener.
  signal.throwIfAborted();
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  signal.addEventListener('abort', abort);
  const aborted = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener('abort', () => reject(new Error('no answer in time')));
  });
  try {
    return await Promise.race([work(controller.signal), aborted]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
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
