import { API_PREFIX, isObject, PROBLEMS } from '../../src/protocol';
import type { Answer } from './answer';
import { mayReport } from './callers';
import type { FuzzRequest } from './request';

/** What anybody may ask for: how the server is, what its API is, and, with a class's code, to join. Every other route of the protocol is closed, those of tomorrow too. */
const OPEN = /^\/(?:health(?:\/|$)|enrolments(?:\/|$)|openapi\.json$)/u;
/** What a student's token is good for. */
const STUDENTS = /^\/(?:batches$|enrolments\/me(?:\/|$))/u;

/** Everything that is wrong with an answer, in words. @param secrets that no answer may hold */
export function findFlaws(request: FuzzRequest, answer: Answer, secrets: readonly string[]): readonly string[] {
  const { status } = answer;
  const flaws = [];
  if (!(status >= 100 && status < 500) && status !== 503) {
    flaws.push(`it was answered ${String(status)}`);
  }
  if (status >= 200 && status < 400 && !isAllowed(request)) {
    flaws.push(`it was answered ${String(status)}, without a right to it`);
  }
  if (status >= 400 && !isProblem(request, answer)) {
    flaws.push(`the answer ${String(status)} is no problem with a code, but ${JSON.stringify(answer.body.slice(0, 200))}`);
  }
  const whole = [...answer.headers].flat().join('\n') + answer.body;
  if (secrets.some(secret => whole.includes(secret))) {
    flaws.push('the answer holds a secret');
  }
  return flaws;
}

function isAllowed({ caller, method, route }: FuzzRequest): boolean {
  if (caller === 'owner' || !route.startsWith(API_PREFIX)) {
    return true;
  }
  const path = route.slice(API_PREFIX.length);
  if (STUDENTS.test(path)) {
    // A preflight tells nothing and does nothing.
    return mayReport(caller) || method === 'OPTIONS';
  }
  // Who ends no session ends none of anybody's.
  return OPEN.test(path) || (path === '/session' && method === 'DELETE');
}

/** A server without a dashboard says so to people. */
const PAGE = /^\/(?:index\.html)?(?:\?|$)/u;

function isProblem({ method, target }: FuzzRequest, { status, headers, body }: Answer): boolean {
  if (method === 'HEAD' || (PAGE.test(target) && status === 503)) {
    return true;
  }
  if (headers.get('content-type')?.split(';', 1)[0] !== 'application/problem+json') {
    return false;
  }
  const problem = parse(body);
  return isObject(problem) && problem['status'] === status && String(problem['code']) in PROBLEMS;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
