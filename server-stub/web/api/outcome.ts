import { type Flaw, readProblem } from '../../../src/protocol';
import type { HttpAnswer } from '../platform/network/http-answer';

/** Why a request failed. */
export type Failure =
  /** Nothing came back: no network, no server, or too slow. */
  | { readonly kind: 'unreachable' }
  /** The server refused. `detail` is its own sentence, empty when it gave none; `flaws` is all that was wrong with what was sent. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly detail: string;
      /** The problem's stable code. */
      readonly code?: string;
      readonly flaws?: readonly Flaw[];
    };

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Turns an answer into an outcome; `read` gives undefined for a body that is not what was asked for. */
export function toOutcome<T>(answer: HttpAnswer | undefined, read: (body: unknown) => T | undefined): Outcome<T> {
  if (answer === undefined) {
    return { ok: false, failure: { kind: 'unreachable' } };
  }
  const value = answer.status < 300 ? read(answer.body) : undefined;
  return value === undefined ? { ok: false, failure: toRefusal(answer) } : { ok: true, value };
}

/** Whether the server asks for a (new) token. */
export function isAccessFailure(failure: Failure): boolean {
  return failure.kind === 'refused' && (failure.status === 401 || failure.status === 403);
}

/** Whether the server knows who asks, and says that they may not ask this. */
export function isForbidden(failure: Failure): boolean {
  return failure.kind === 'refused' && failure.status === 403;
}

function toRefusal({ status, body }: HttpAnswer): Failure {
  const problem = readProblem(body);
  return {
    kind: 'refused',
    status,
    detail: problem?.detail ?? '',
    ...(problem !== undefined && { code: problem.code }),
    ...(problem?.errors !== undefined && { flaws: problem.errors }),
  };
}
