import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Flaw, type Problem, type ProblemCode, PROBLEMS } from '../../../src/protocol';
import { LogUnavailableError } from '../databases/log-unavailable';
import { jitter, type Random } from '../platform/random';

interface ProblemExtras {
  readonly hwm?: number;
  readonly retryAfterMs?: number;
  readonly errors?: readonly Flaw[];
  readonly reasons?: readonly string[];
  readonly reason?: NonNullable<Problem['reason']>;
}

/** A refusal, as it travels (RFC 9457). `detail` is for people and never repeats what the client sent. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';

  /** @param status only where the code's own does not fit: plain HTTP errors that have no code of their own */
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly extras: ProblemExtras = {},
    readonly status: number = PROBLEMS[code].status,
  ) {
    super(detail);
  }

  toBody(): Problem {
    const { code, detail, status, extras } = this;
    return { type: 'about:blank', title: PROBLEMS[code].title, status, detail, code, ...extras };
  }
}

const UNAVAILABLE_RETRY_MS = 5000;
const RETRY_SPREAD = 0.5;

/** `503` for now: nothing was acknowledged. The wait is spread, so that a class does not return in one second. */
export function unavailable(random: Random, detail: string, reasons?: readonly string[]): HttpProblem {
  const retryAfterMs = jitter(random, UNAVAILABLE_RETRY_MS, RETRY_SPREAD);
  return new HttpProblem('unavailable', detail, { retryAfterMs, ...(reasons !== undefined && { reasons }) });
}

/** Answers every error of the app as a problem, with nothing of the request or of our own insides in it. */
export function answerWithProblems(app: FastifyInstance, random: Random): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error, request, random);
    if (problem.status === PROBLEMS.internal.status) {
      request.log.error({ err: error, route: request.routeOptions.url }, 'a request failed');
    }
    return sendProblem(reply, problem);
  });
}

export function sendProblem(reply: FastifyReply, problem: HttpProblem): FastifyReply {
  const { retryAfterMs } = problem.extras;
  if (retryAfterMs !== undefined) {
    void reply.header('retry-after', String(Math.ceil(retryAfterMs / 1000)));
  }
  reply.problemCode = problem.code;
  return reply
    .code(problem.status)
    .header('x-request-id', reply.request.id)
    .type('application/problem+json')
    .send(JSON.stringify(problem.toBody()));
}

function toProblem(error: FastifyError | HttpProblem | LogUnavailableError, request: FastifyRequest, random: Random): HttpProblem {
  if (error instanceof HttpProblem) {
    return error;
  }
  if (error instanceof LogUnavailableError) {
    request.log.warn({ reason: error.message }, 'the log is unavailable');
    return unavailable(random, 'The log cannot be reached or cannot take more now. Nothing was acknowledged.');
  }
  return fromFramework(error);
}

const FRAMEWORK_PROBLEMS: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['batch_too_large', 'The body is larger than this address takes.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', 'Send application/json.'],
  FST_ERR_CTP_EMPTY_TYPE: ['unsupported_media_type', 'Send application/json.'],
  FST_ERR_NOT_FOUND: ['not_found', 'Nothing is at this address.'],
};

/** What the framework refuses before any route is found, such as a URL that cannot be decoded. */
export function answerFrameworkError(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  void sendProblem(reply, fromFramework(error));
}

function fromFramework(error: Error & { readonly code?: string; readonly statusCode?: number }): HttpProblem {
  const problem = FRAMEWORK_PROBLEMS[error.code ?? ''];
  return problem === undefined ? fromStatus(error.statusCode ?? PROBLEMS.internal.status) : new HttpProblem(...problem);
}

/** What the framework refuses before our code sees it: bad URLs, bad lengths, cut bodies. */
function fromStatus(status: number): HttpProblem {
  return status >= 400 && status < 500
    ? new HttpProblem('invalid_request', 'The request is not well-formed HTTP for this address.', {}, status)
    : new HttpProblem('internal', 'The server failed; its log says more.');
}
