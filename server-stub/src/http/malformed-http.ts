import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './problem';

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  417: 'Expectation Failed',
  431: 'Request Header Fields Too Large',
};

const STATUS_OF_CODE: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

/** Answers what never became a request: no HTTP at all, headers without end, a client too slow to finish. Then hangs up. */
export function answerMalformedHttp(error: { readonly code?: string }, socket: Socket): void {
  if (socket.destroyed || error.code === 'ECONNRESET') {
    return;
  }
  if (socket.writable) {
    socket.write(rawResponse(STATUS_OF_CODE[error.code ?? ''] ?? 400));
  }
  socket.destroy();
}

/** HTTP/1.1 asks for a `Host`; Node itself would refuse without words, so it is told not to. */
export function refuseHostless(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const isHostless = request.headers.host === undefined && request.raw.httpVersion === '1.1';
    done(isHostless ? new HttpProblem('invalid_request', 'The request has no Host header.') : undefined);
  });
}

/** `Expect` with anything but `100-continue`: Node itself would answer without words. */
export function answerUnknownExpectations(server: Server): void {
  server.on('checkExpectation', (request: IncomingMessage) => {
    request.socket.end(rawResponse(417));
  });
}

function rawResponse(status: number): string {
  const problem = new HttpProblem('invalid_request', 'The request is not well-formed HTTP, or took too long.', {}, status);
  const body = JSON.stringify(problem.toBody());
  return [
    `HTTP/1.1 ${String(status)} ${REASONS[status] ?? ''}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${String(body.length)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
