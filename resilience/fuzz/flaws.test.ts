import { expect, it } from 'vitest';
import { readAnswers } from './answer';
import { findFlaws } from './flaws';
import type { FuzzRequest } from './request';

const SECRET = 'canary1234';
const problem = (status: number, code: string): string => JSON.stringify({ type: 'about:blank', status, code, detail: '' });
const answer = (status: number, type: string, body: string): string =>
  `HTTP/1.1 ${String(status)} X\r\nContent-Type: ${type}\r\nContent-Length: ${String(body.length)}\r\n\r\n${body}`;

function judge(text: string, given: Partial<FuzzRequest> = {}): readonly string[] {
  const request: FuzzRequest = {
    caller: 'student',
    method: 'GET',
    route: '/api/v1/classes',
    target: '/api/v1/classes',
    headers: [],
    body: Buffer.alloc(0),
    damage: 'none',
    ...given,
  };
  return readAnswers(text, request.method === 'HEAD').flatMap(each => findFlaws(request, each, [SECRET]));
}

const PROBLEM = 'application/problem+json';
const REPORT = { method: 'POST', route: '/api/v1/batches' } as const;

it.each<[string, string, Partial<FuzzRequest>]>([
  ['a refusal', answer(403, PROBLEM, problem(403, 'forbidden')), {}],
  ['a log that is down', answer(503, PROBLEM, problem(503, 'unavailable')), {}],
  ['a student’s report', answer(202, 'application/json', '{}'), REPORT],
])('finds nothing wrong with %s', (_, text, request) => {
  expect(judge(text, request)).toEqual([]);
});

it.each<[string, string, Partial<FuzzRequest>, string]>([
  ['a failure', answer(500, PROBLEM, problem(500, 'internal')), {}, 'it was answered 500'],
  ['an answer to whom it is none of', answer(200, 'application/json', '[]'), {}, 'without a right'],
  ['a forged report that is taken', answer(202, 'application/json', '{}'), { ...REPORT, caller: 'forged' }, 'without a right'],
  ['an error without words', answer(400, 'text/plain', ''), {}, 'is no problem'],
  ['an error with a code of its own', answer(400, PROBLEM, problem(400, 'oops')), {}, 'is no problem'],
  ['a secret', answer(404, PROBLEM, problem(404, 'not_found').replace('""', `"${SECRET}"`)), {}, 'holds a secret'],
  ['the second of two answers', answer(400, PROBLEM, problem(400, 'invalid')) + answer(200, 'text/plain', 'x'), {}, 'without a right'],
])('finds %s', (_, text, request, words) => {
  expect(judge(text, request).join('\n')).toContain(words);
});
