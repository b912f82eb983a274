import type { Outcome, Trouble } from '../delivery';
import type { EnrolmentReply, EnrolmentRequest } from '../protocol';

/** What became of an enrolment. The failures are those of a batch, and are dealt with by the same policy. */
export type EnrolmentOutcome =
  | { readonly kind: 'enrolled'; readonly reply: EnrolmentReply }
  /** The server knows us and says no: a wrong code, a name that is taken, not on the roster. */
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }
  | Extract<Outcome, { kind: 'slow_down' | 'unavailable' | 'unreachable' }>;

/** What became of a student's wish to have the class's record of them deleted. `failed`: nothing is known to be deleted. */
export type ErasureOutcome =
  | { readonly kind: 'erased' }
  | { readonly kind: 'unauthorised'; readonly detail: string }
  | { readonly kind: 'failed'; readonly trouble: Trouble };

/** The way to one or many servers. Outcomes are values: nothing here throws or rejects. */
export interface Transport {
  enrol(serverUrl: string, request: EnrolmentRequest, signal: AbortSignal): Promise<EnrolmentOutcome>;
  /** Sends the body of a batch. */
  send(serverUrl: string, token: string, body: string, signal: AbortSignal): Promise<Outcome>;
  /** Asks the server to delete all that it has recorded of the token's student. */
  erase(serverUrl: string, token: string, signal: AbortSignal): Promise<ErasureOutcome>;
  /** Hands over a body, with the token in it, that may outlive the page. Nobody learns what became of it. */
  sendOnClose(serverUrl: string, body: string): void;
}
