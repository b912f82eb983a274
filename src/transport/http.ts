import { API_PREFIX } from '../protocol';
import { type Ask, createExchange, type HttpOptions, PLAIN } from './exchange';
import { readBatchAnswer, readEnrolmentAnswer, readErasureAnswer } from './read-answer';
import type { Transport } from './transport';

/** Talks to the server over HTTP. Retries nothing itself: the delivery policy does. */
export function createHttpTransport(options: HttpOptions): Transport {
  const exchange = createExchange(options);
  return {
    enrol: (serverUrl, json, signal) => {
      const ask: Ask = (http, deadline) => http.post(`${serverUrl}${API_PREFIX}/enrolments`, { json, signal: deadline });
      return exchange(serverUrl, ask, signal, readEnrolmentAnswer);
    },
    send: (serverUrl, token, body, signal) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const ask: Ask = (http, deadline) => http.post(`${serverUrl}${API_PREFIX}/batches`, { body, headers, signal: deadline });
      return exchange(serverUrl, ask, signal, readBatchAnswer);
    },
    erase: async (serverUrl, token, signal) => {
      const headers = { authorization: `Bearer ${token}` };
      const ask: Ask = (http, deadline) => http.delete(`${serverUrl}${API_PREFIX}/enrolments/me/data`, { headers, signal: deadline });
      const outcome = await exchange(serverUrl, ask, signal, readErasureAnswer);
      return outcome.kind === 'unreachable' ? { kind: 'failed', trouble: outcome.trouble } : outcome;
    },
    sendOnClose: (serverUrl, body) => {
      const headers = { 'content-type': 'text/plain' };
      // Not through `exchange`: whoever waits for an answer is gone by then.
      fetch(`${serverUrl}${API_PREFIX}/batches`, { ...PLAIN, redirect: 'error', method: 'POST', body, headers, keepalive: true }).catch(
        () => undefined,
      );
    },
  };
}
