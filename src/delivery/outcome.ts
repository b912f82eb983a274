import type { HelpStatusReply, InstructorMessage, Policy, QueueState, RejectedEvent } from '../protocol';
import type { Trouble } from './trouble';

/** What became of one request, as a value: transports do not throw. */
export type Outcome =
  /** All up to and including `hwm` is in the server's log. */
  | {
      readonly kind: 'accepted';
      readonly hwm: number;
      readonly nextMs: number;
      readonly rejected: readonly RejectedEvent[];
      readonly messages: readonly InstructorMessage[];
      readonly policy?: Policy;
      readonly help?: HelpStatusReply;
      readonly queue?: QueueState;
    }
  /** The server holds less than we thought: go back to `hwm` + 1. */
  | { readonly kind: 'rewind'; readonly hwm: number }
  /** The batch as a whole cannot be taken (400, 413 and other refusals that repeating will not change); `detail` is missing when something before the server cut it off. */
  | { readonly kind: 'unacceptable'; readonly isTooLarge: boolean; readonly detail?: string }
  /**
   * The token is not, or no longer, good for this (401, 403). `isReleased`: an instructor took the name from this device. `isTaken`: the student is not let
   * in because another device has the name, which may be free at any moment.
   */
  | { readonly kind: 'unauthorised'; readonly detail: string; readonly isReleased?: true; readonly isTaken?: true }
  /** We ask too often (429). */
  | { readonly kind: 'slow_down'; readonly retryAfterMs?: number }
  /** The server is there and cannot take it now (503), or failed (other 5xx). */
  | { readonly kind: 'unavailable'; readonly status: number; readonly retryAfterMs?: number }
  /** No answer of the server: no connection, a timeout, or someone else's page (a captive portal). */
  | { readonly kind: 'unreachable'; readonly trouble: Trouble };

/** What an outcome says is wrong; null when nothing is. */
export function troubleOf(outcome: Outcome): Trouble | null {
  switch (outcome.kind) {
    case 'unavailable':
    case 'slow_down':
      return { kind: outcome.kind };
    case 'unreachable':
      return outcome.trouble;
    case 'unauthorised':
      return outcome.isReleased === true ? { kind: 'released' } : { kind: 'server_says', detail: outcome.detail };
    case 'unacceptable':
      return outcome.detail === undefined ? { kind: 'batch_too_large' } : { kind: 'server_says', detail: outcome.detail };
    case 'accepted':
    case 'rewind':
      return null;
  }
}
