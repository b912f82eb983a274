import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_POLICY, FREE_TEAMS } from '../protocol';
import { createHttpClassLookup } from './class-lookup';
import { createHttpTransport } from './http';
import { explainUnreachable } from './unreachable';

const NOW_MS = Date.parse('2026-11-22T09:00:00Z');
const transport = createHttpTransport({ wallMs: () => NOW_MS });
const signal = new AbortController().signal;

let server: Server | undefined;
afterEach(
  () =>
    new Promise(resolve => {
      if (server === undefined) {
        resolve(undefined);
      }
      server?.close(resolve);
      // A body that nobody reads keeps its connection.
      server?.closeAllConnections();
    }),
);

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>(resolve => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const answering = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  serve((_request, response) => {
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });

const problem = (status: number, code: string, more = {}) => ({ type: 'about:blank', title: '', status, detail: 'why', code, ...more });

describe('an answer to an erasure', () => {
  it.each([
    ['a deletion that is done', 204, '', { kind: 'erased' }],
    ['a refused token', 401, problem(401, 'token_invalid'), { kind: 'unauthorised', detail: 'why' }],
    ['a server that cannot now', 503, problem(503, 'unavailable'), { kind: 'failed', trouble: { kind: 'server_says', detail: 'why' } }],
    ['a captive portal that answers 200', 200, '<html>Log in</html>', { kind: 'failed' }],
    ['a proxy’s own words', 502, 'Bad Gateway', { kind: 'failed' }],
  ])('reads %s', async (_name, status, body, expected) => {
    expect(await transport.erase(await answering(status, body), 'token', signal)).toMatchObject(expected);
  });

  it('says where the student’s right to ask comes from', async () => {
    const asked: unknown[] = [];
    const url = await serve(({ method, url, headers }, response) => {
      asked.push([method, url, headers.authorization]);
      response.writeHead(204).end();
    });
    await transport.erase(url, 'token', signal);
    expect(asked).toEqual([['DELETE', '/api/v1/enrolments/me/data', 'Bearer token']]);
  });
});

describe('an answer to a batch', () => {
  it.each([
    ['an acknowledgement', 202, { hwm: 3, nextMs: 9 }, { kind: 'accepted', hwm: 3, nextMs: 9 }],
    ['a captive portal that answers 200', 200, '<html>Log in</html>', { kind: 'unreachable' }],
    ['a captive portal that answers 202', 202, '<html>Log in</html>', { kind: 'unreachable' }],
    ['a proxy that says 403 in its own words', 403, '<html>Forbidden</html>', { kind: 'unreachable' }],
    ['a rewind', 409, problem(409, 'rewind', { hwm: 7 }), { kind: 'rewind', hwm: 7 }],
    ['a refused token', 401, problem(401, 'token_invalid'), { kind: 'unauthorised', detail: 'why' }],
    [
      'a token whose name was released',
      401,
      { ...problem(401, 'token_invalid'), reason: 'released' },
      { kind: 'unauthorised', detail: 'why', isReleased: true },
    ],
    ['a token that is not good for this', 403, problem(403, 'forbidden'), { kind: 'unauthorised', detail: 'why' }],
    ['another conflict than a rewind', 409, problem(409, 'conflict', { hwm: 7 }), { kind: 'unreachable' }],
    ['a batch whose fields are wrong', 422, problem(422, 'invalid'), { kind: 'unacceptable', isTooLarge: false, detail: 'why' }],
    ['a server that failed', 500, problem(500, 'internal'), { kind: 'unavailable', status: 500 }],
    ['a malformed batch', 400, problem(400, 'invalid_batch'), { kind: 'unacceptable', isTooLarge: false }],
    ['a batch that is too large', 413, problem(413, 'batch_too_large'), { kind: 'unacceptable', isTooLarge: true }],
    ['a batch that is too large for a proxy', 413, 'nginx', { kind: 'unacceptable', isTooLarge: true }],
    ['a failing proxy', 502, 'Bad Gateway', { kind: 'unavailable', status: 502 }],
    ['a wait in the body', 503, problem(503, 'unavailable', { retryAfterMs: 4_200 }), { kind: 'unavailable', retryAfterMs: 4_200 }],
  ])('reads %s', async (_name, status, body, expected) => {
    expect(await transport.send(await answering(status, body), 'token', '{}', signal)).toMatchObject(expected);
  });

  it('reads the wait of a Retry-After header', async () => {
    const url = await answering(429, problem(429, 'slow_down'), { 'retry-after': '600' });
    expect(await transport.send(url, 'token', '{}', signal)).toEqual({ kind: 'slow_down', retryAfterMs: 600_000 });
  });

  it('is none when the connection is cut', async () => {
    const url = await serve(request => request.socket.destroy());
    expect(await transport.send(url, 'token', '{}', signal)).toMatchObject({ kind: 'unreachable' });
  });

  it('is none when the reply is cut in the middle', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(202, { 'content-length': '100' });
      response.write('{"hwm":3');
      response.socket?.end();
    });
    expect(await transport.send(url, 'token', '{}', signal)).toMatchObject({ kind: 'unreachable' });
  });
});

describe('an answer that stalls', () => {
  it('is given up after its headers have come, too', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(202, { 'content-length': '100' });
      response.write('{"hwm":3');
    });
    const impatient = createHttpTransport({ wallMs: () => NOW_MS, timeoutMs: 200 });
    expect(await impatient.send(url, 'token', '{}', signal)).toMatchObject({ kind: 'unreachable' });
  });
});

describe('a request that is given up', () => {
  it('is answered at once, and not waited for', async () => {
    let arrived = (): void => undefined;
    const asked = new Promise<void>(resolve => (arrived = resolve));
    const url = await serve(() => arrived());
    const giveUp = new AbortController();
    const answer = transport.send(url, 'token', '{}', giveUp.signal);
    await asked;
    giveUp.abort();
    expect(await answer).toMatchObject({ kind: 'unreachable' });
  });

  it('never sets out when that was before it', async () => {
    let requests = 0;
    const url = await serve((_request, response) => {
      requests += 1;
      response.writeHead(204).end();
    });
    expect(await transport.erase(url, 'token', AbortSignal.abort())).toMatchObject({ kind: 'failed' });
    expect(requests).toBe(0);
  });
});

describe('a request', () => {
  it('is made once, whatever the answer: to try again is for the delivery policy', async () => {
    let requests = 0;
    const url = await serve((_request, response) => {
      requests += 1;
      response.writeHead(503, { 'retry-after': '0' }).end();
    });
    await transport.erase(url, 'token', signal);
    await transport.send(url, 'token', '{}', signal);
    expect(requests).toBe(2);
  });

  it('may outlive the page when that closes', () => {
    const asked = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response());
    transport.sendOnClose('http://class.example', '{}');
    expect(asked.mock.calls[0]?.[1]).toMatchObject({ keepalive: true, redirect: 'error', credentials: 'omit' });
    asked.mockRestore();
  });

  it('carries the token in a header, and in the body alone when the page closes', async () => {
    const seen: IncomingHttpHeaders[] = [];
    let arrived = (): void => undefined;
    const both = new Promise<void>(resolve => (arrived = resolve));
    const url = await serve((request, response) => {
      seen.push(request.headers);
      response.writeHead(202).end('{"hwm":0,"nextMs":1}');
      if (seen.length === 2) {
        arrived();
      }
    });
    await transport.send(url, 'secret', '{}', signal);
    transport.sendOnClose(url, '{"token":"secret"}');
    await both;
    expect(seen.map(headers => [headers['content-type'], headers.authorization])).toEqual([
      ['application/json', 'Bearer secret'],
      ['text/plain', undefined],
    ]);
  });
});

describe('an answer to an enrolment', () => {
  const request = { joinCode: 'plum', studentId: 'ada', deviceId: 'd'.repeat(22) };
  const enrolled = {
    token: 'token',
    expiresAt: '2026-11-23T09:00:00.000Z',
    classId: 'class',
    studentId: 'ada',
    displayName: 'Ada',
    team: '',
    policy: DEFAULT_POLICY,
  };

  it('names what is wrong with the request', async () => {
    const url = await answering(422, problem(422, 'invalid', { errors: [{ path: 'studentId', message: 'must not be empty' }] }));
    expect(await transport.enrol(url, request, signal)).toEqual({
      kind: 'refused',
      code: 'invalid',
      detail: 'why (studentId must not be empty)',
    });
  });

  it.each([
    ['is no refusal when the server is only busy', 429, problem(429, 'too_many_attempts'), { kind: 'slow_down' }],
    ['is no refusal when the server failed', 500, problem(500, 'internal'), { kind: 'unavailable', status: 500 }],
    [
      'is a refusal where the name is taken',
      409,
      problem(409, 'student_id_taken'),
      { kind: 'refused', code: 'student_id_taken', detail: 'why' },
    ],
    ['is the server’s reply', 201, enrolled, { kind: 'enrolled', reply: enrolled }],
    ['is none where a captive portal says the same', 200, enrolled, { kind: 'unreachable', trouble: { kind: 'foreign_answer' } }],
  ])('%s', async (_name, status, body, expected) => {
    expect(await transport.enrol(await answering(status, body), request, signal)).toEqual(expected);
  });
});

describe('an answer to the question for a class', () => {
  const lookUp = createHttpClassLookup({ wallMs: () => NOW_MS });
  const preview = { className: 'Python', hasRoster: true, teams: FREE_TEAMS, policy: DEFAULT_POLICY };

  it.each([
    ['the class', 200, preview, { kind: 'found', preview }],
    ['a wrong code', 403, problem(403, 'join_code_invalid'), { kind: 'refused', detail: 'why' }],
    ['a code of a wrong shape', 422, problem(422, 'invalid'), { kind: 'refused', detail: 'why' }],
    ['a busy server', 429, problem(429, 'too_many_attempts'), { kind: 'unanswered' }],
    ['an older server', 404, problem(404, 'not_found'), { kind: 'unanswered' }],
    ['a captive portal', 200, '<html>Log in</html>', { kind: 'unanswered' }],
    ['a proxy that says 403 in its own words', 403, '<html>Forbidden</html>', { kind: 'unanswered' }],
  ])('tells of %s', async (_name, status, body, expected) => {
    expect(await lookUp(await answering(status, body), 'plum', signal)).toEqual(expected);
  });

  it('is none when the connection is cut', async () => {
    const url = await serve(request => request.socket.destroy());
    expect(await lookUp(url, 'plum', signal)).toMatchObject({ kind: 'unreachable', trouble: { kind: 'unreachable', origin: url } });
  });
});

describe('the reason why no answer comes', () => {
  it.each([
    ['https://hub.example/lab', 'http://10.0.0.5:8600', 'https_needed'],
    ['https://hub.example/lab', 'https://10.0.0.5:8600', 'local_network'],
    ['http://localhost:8888/lab', 'http://10.0.0.5:8600', 'unreachable'],
    ['https://hub.example/lab', 'http://127.0.0.1:8600', 'local_network'],
    [undefined, 'http://10.0.0.5:8600', 'unreachable'],
  ])('for a page at %s and a server at %s', (pageUrl, serverUrl, kind) => {
    expect(explainUnreachable(serverUrl, pageUrl)).toEqual({ kind, origin: serverUrl });
  });
});
