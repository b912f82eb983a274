import type { ContactTrouble } from '../delivery';
import { API_PREFIX, type ClassPreview, readClassPreview, readProblem } from '../protocol';
import { type Ask, createExchange, type HttpOptions } from './exchange';
import type { Answer } from './read-answer';

/** What a server said of a join code. */
export type LookupOutcome =
  | { readonly kind: 'found'; readonly preview: ClassPreview }
  /** The server knows us and says no: there is no class with this code. */
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly trouble: ContactTrouble }
  /** It is busy, or too old for the question. */
  | { readonly kind: 'unanswered' };

/** Asks a server what its class with a join code is, before joining. Never rejects. */
export type ClassLookup = (serverUrl: string, joinCode: string, signal: AbortSignal) => Promise<LookupOutcome>;

/** Asks for a class over HTTP. */
export function createHttpClassLookup(options: HttpOptions): ClassLookup {
  const exchange = createExchange(options);
  return (serverUrl, joinCode, signal) => {
    const url = `${serverUrl}${API_PREFIX}/enrolments/preview`;
    const ask: Ask = (http, deadline) => http.post(url, { json: { joinCode }, signal: deadline });
    return exchange(serverUrl, ask, signal, readLookupAnswer);
  };
}

/** What an answer to the question for a class means. */
function readLookupAnswer({ status, body }: Answer): LookupOutcome {
  const preview = status === 200 ? readClassPreview(body) : undefined;
  if (preview !== undefined) {
    return { kind: 'found', preview };
  }
  const problem = readProblem(body);
  return problem !== undefined && (status === 403 || status === 422) ? { kind: 'refused', detail: problem.detail } : { kind: 'unanswered' };
}
