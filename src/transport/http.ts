import type { KyInstance } from 'ky';
import type { ContactTrouble } from '../delivery';
import { API_PREFIX } from '../protocol';
import type { ClassLookup } from './class-lookup';
import type * as Contacting from './contact';
import type { Answer } from './read-answer';
import type { Transport } from './transport';
import { explainUnreachable } from './unreachable';

/** Longer than a server takes that is merely busy, shorter than the cadence. */
const TIMEOUT_MS = 10_000;
/**
 * What every request has, besides `redirect: 'error'`: a redirect would carry the join code, the token and the events to who knows where, whose 202 would
 * delete them here.
 */
const PLAIN = { credentials: 'omit', cache: 'no-store' } as const;

export interface HttpTransportOptions {
  /** Wall-clock milliseconds. */
  readonly wallMs: () => number;
  /** The address of the page, which decides what its browser lets through. */
  readonly pageUrl?: string;
  /** Other than 10 s, for tests. */
  readonly timeoutMs?: number;
  /** Other than from where the page came from, for tests. Rejects while it cannot be had. */
  readonly loadContact?: () => Promise<Contact>;
}

type Contact = typeof Contacting;

type Http = Pick<KyInstance, 'post' | 'delete'>;

type LateContactOptions = Required<Pick<HttpTransportOptions, 'loadContact' | 'timeoutMs'>>;

/** The part that talks to a server, which is loaded with the first request: a page that joins no class makes none. */
class LateContact {
  readonly #options: LateContactOptions;
  #isThere = false;
  #loading: Promise<{ readonly http: Http; readonly contact: Contact }> | undefined;

  constructor(options: LateContactOptions) {
    this.#options = options;
  }

  get isThere(): boolean {
    return this.#isThere;
  }

  /** Rejects while the page cannot load it; the next call tries again. */
  load(): Promise<{ readonly http: Http; readonly contact: Contact }> {
    this.#loading ??= this.#create().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #create() {
    const { timeoutMs, loadContact } = this.#options;
    const contact = await loadContact();
    this.#isThere = true;
    const { ky } = contact;
    return { http: ky.create({ ...PLAIN, redirect: 'error', retry: 0, timeout: timeoutMs, throwHttpErrors: false }), contact };
  }
}

type Ask = (http: Http, signal: AbortSignal) => Promise<Response>;
type Read<T> = (answer: Answer, wallMs: number) => T;

function createExchange({
  wallMs,
  pageUrl,
  timeoutMs = TIMEOUT_MS,
  loadContact = () => import(/* webpackChunkName: "contact" */ './contact'),
}: HttpTransportOptions) {
  const late = new LateContact({ loadContact, timeoutMs });

  return async <T>(
    serverUrl: string,
    ask: Ask,
    signal: AbortSignal,
    reader: (contact: Contact) => Read<T>,
  ): Promise<T | { kind: 'unreachable'; trouble: ContactTrouble }> => {
    const work = async (deadline: AbortSignal) => {
      const { http, contact } = await late.load();
      return reader(contact)(await toAnswer(await ask(http, deadline)), wallMs());
    };
    try {
      return await withDeadline(work, signal, timeoutMs);
    } catch {
      return { kind: 'unreachable', trouble: late.isThere ? explainUnreachable(serverUrl, pageUrl) : { kind: 'part_missing' } };
    }
  };
}

/** Asks for a class over HTTP. */
export function createHttpClassLookup(options: HttpTransportOptions): ClassLookup {
  const exchange = createExchange(options);
  return (serverUrl, joinCode, signal) => {
    const url = `${serverUrl}${API_PREFIX}/enrolments/preview`;
    const ask: Ask = (http, deadline) => http.post(url, { json: { joinCode }, signal: deadline });
    return exchange(serverUrl, ask, signal, ({ readLookupAnswer }) => readLookupAnswer);
  };
}

/** Talks to the server over HTTP. Retries nothing itself: the delivery policy does. */
export function createHttpTransport(options: HttpTransportOptions): Transport {
  const exchange = createExchange(options);
  return {
    enrol: (serverUrl, json, signal) => {
      const ask: Ask = (http, deadline) => http.post(`${serverUrl}${API_PREFIX}/enrolments`, { json, signal: deadline });
      return exchange(serverUrl, ask, signal, ({ readEnrolmentAnswer }) => readEnrolmentAnswer);
    },
    send: (serverUrl, token, body, signal) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const ask: Ask = (http, deadline) => http.post(`${serverUrl}${API_PREFIX}/batches`, { body, headers, signal: deadline });
      return exchange(serverUrl, ask, signal, ({ readBatchAnswer }) => readBatchAnswer);
    },
    erase: async (serverUrl, token, signal) => {
      const headers = { authorization: `Bearer ${token}` };
      const ask: Ask = (http, deadline) => http.delete(`${serverUrl}${API_PREFIX}/enrolments/me/data`, { headers, signal: deadline });
      const outcome = await exchange(serverUrl, ask, signal, ({ readErasureAnswer }) => readErasureAnswer);
      return outcome.kind === 'unreachable' ? { kind: 'failed', trouble: outcome.trouble } : outcome;
    },
    sendOnClose: (serverUrl, body) => {
      const headers = { 'content-type': 'text/plain' };
      // Not by what comes with the first request: a page that is left before it made one has no time to load anything.
      fetch(`${serverUrl}${API_PREFIX}/batches`, { ...PLAIN, redirect: 'error', method: 'POST', body, headers, keepalive: true }).catch(
        () => undefined,
      );
    },
  };
}

/** Gives up on `work` at the deadline or with `signal`, whatever it hangs in: a body can stall after its headers came. */
async function withDeadline<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal, timeoutMs: number): Promise<T> {
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
