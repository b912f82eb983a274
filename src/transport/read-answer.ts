import { readRetryAfterMs, type ContactTrouble, type Outcome } from '../delivery';
import { readBatchReply, readEnrolmentReply, readProblem } from '../protocol';
import type { EnrolmentOutcome, ErasureOutcome } from './transport';

/** An HTTP answer, reduced to what decides. */
export interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  /** The body as JSON, or undefined when it is none. */
  readonly body: unknown;
}

const FOREIGN_ANSWER: ContactTrouble = { kind: 'foreign_answer' };

/** What an answer to a batch means. @param wallMs the present, for a `Retry-After` that is a date */
export function readBatchAnswer(answer: Answer, wallMs: number): Outcome {
  const { status, body } = answer;
  if (status === 202) {
    const reply = readBatchReply(body);
    return reply === undefined ? { kind: 'unreachable', trouble: FOREIGN_ANSWER } : { kind: 'accepted', ...reply };
  }
  const problem = readProblem(body);
  if (status === 409 && problem?.code === 'rewind' && problem.hwm !== undefined) {
    return { kind: 'rewind', hwm: problem.hwm };
  }
  if (problem !== undefined && (status === 401 || status === 403)) {
    return { kind: 'unauthorised', detail: problem.detail, ...(problem.reason === 'released' && { isReleased: true }) };
  }
  if ((problem !== undefined && (status === 400 || status === 422)) || status === 413) {
    return { kind: 'unacceptable', isTooLarge: status === 413, ...(problem !== undefined && { detail: problem.detail }) };
  }
  return readFailure(answer, wallMs);
}

/** What an answer to an enrolment means. */
export function readEnrolmentAnswer(answer: Answer, wallMs: number): EnrolmentOutcome {
  const reply = answer.status === 201 ? readEnrolmentReply(answer.body) : undefined;
  if (reply !== undefined) {
    return { kind: 'enrolled', reply };
  }
  const problem = readProblem(answer.body);
  if (problem !== undefined && answer.status < 500 && answer.status !== 429) {
    const flaws = problem.errors?.map(flaw => `${flaw.path} ${flaw.message}`).join('; ');
    return { kind: 'refused', code: problem.code, detail: flaws === undefined ? problem.detail : `${problem.detail} (${flaws})` };
  }
  return readFailure(answer, wallMs);
}

/** What an answer to an erasure means. */
export function readErasureAnswer({ status, body }: Answer): ErasureOutcome {
  if (status === 204) {
    return { kind: 'erased' };
  }
  const problem = readProblem(body);
  if (problem === undefined) {
    return { kind: 'failed', trouble: FOREIGN_ANSWER };
  }
  const { detail } = problem;
  return status === 401 ? { kind: 'unauthorised', detail } : { kind: 'failed', trouble: { kind: 'server_says', detail } };
}

function readFailure(answer: Answer, wallMs: number): Extract<Outcome, { kind: 'slow_down' | 'unavailable' | 'unreachable' }> {
  const retryAfterMs = readRetryAfterMs(answer.retryAfter, wallMs) ?? readProblem(answer.body)?.retryAfterMs;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (answer.status === 429) {
    return { kind: 'slow_down', ...wait };
  }
  return answer.status >= 500 ? { kind: 'unavailable', status: answer.status, ...wait } : { kind: 'unreachable', trouble: FOREIGN_ANSWER };
}
