import { type Flaw, isCount, isObject } from './check';

/** The stable words of `application/problem+json` that a client may act on, with their HTTP status. */
export const PROBLEMS = {
  invalid_batch: { status: 400, title: 'The batch is malformed' },
  invalid_request: { status: 400, title: 'The request is malformed' },
  token_invalid: { status: 401, title: 'The token is missing or not valid' },
  forbidden: { status: 403, title: 'The token does not give this right' },
  join_code_invalid: { status: 403, title: 'No class has this join code' },
  not_on_roster: { status: 403, title: 'The student is not on the class roster' },
  hub_identity_required: { status: 403, title: 'The class takes users of its JupyterHub alone' },
  hub_identity_invalid: { status: 403, title: 'JupyterHub does not vouch for the student' },
  staff: { status: 403, title: 'Staff are not counted as students' },
  not_found: { status: 404, title: 'There is nothing at this address' },
  class_full: { status: 409, title: 'The class has no place left' },
  too_many_names: { status: 409, title: 'The device has too many names in the class' },
  student_id_released: { status: 409, title: 'An instructor has released the student id from this device' },
  student_id_taken: { status: 409, title: 'This student id is in use on another device' },
  already_claimed: { status: 409, title: 'Another instructor has claimed this' },
  rooms_changed: { status: 409, title: 'The rooms were changed by somebody else' },
  rewind: { status: 409, title: 'The server holds less than the client thinks' },
  batch_too_large: { status: 413, title: 'The batch is too large' },
  unsupported_media_type: { status: 415, title: 'The body is of an unsupported type' },
  invalid: { status: 422, title: 'Some fields are not valid' },
  slow_down: { status: 429, title: 'Too many requests of this student' },
  too_many_attempts: { status: 429, title: 'Too many attempts' },
  internal: { status: 500, title: 'The server failed' },
  unavailable: { status: 503, title: 'The server cannot take events now' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** An error as it travels (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  /** With `rewind`. */
  readonly hwm?: number;
  /** With `slow_down` and `unavailable`; repeats the `Retry-After` header, in milliseconds. */
  readonly retryAfterMs?: number;
  /** With `invalid` and `invalid_batch`. */
  readonly errors?: readonly Flaw[];
  /** With `token_invalid`: why, where a client has to know. `released`: an instructor took the name from this device, and it must not ask for it by itself. */
  readonly reason?: 'released';
}

/** Reads an error body, or gives undefined when it is not a problem of ours (a proxy's page, an empty body). */
export function readProblem(body: unknown): Problem | undefined {
  if (!isObject(body) || typeof body['code'] !== 'string' || !isCount(body['status'], 400)) {
    return undefined;
  }
  return body as unknown as Problem;
}
