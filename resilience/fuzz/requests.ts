import { type Arbitrary, array, constant, constantFrom, nat, oneof, tuple } from 'fast-check';
import { type CallerName, credentialHeader, type Credentials } from './callers';
import { hostileText } from './hostile-text';
import { messagesOf } from './messages';
import { DAMAGES, type FuzzRequest, pack, PACKINGS } from './request';
import type { Route } from './routes';

/** What a fuzzer knows of the class server: more than anybody outside. */
export interface Knowledge {
  readonly routes: readonly Route[];
  readonly callers: readonly CallerName[];
  readonly credentials: Credentials;
  readonly joinCode: string;
  readonly classIds: readonly string[];
  readonly studentIds: readonly string[];
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'get', 'G\u0000T'];
const TYPES = ['application/json', 'text/plain', 'text/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', ''];
const ENCODINGS = ['gzip', 'x-gzip', 'br', 'identity', 'gzip, gzip'];
const ODD_HEADERS: Readonly<Record<string, readonly string[]>> = {
  origin: ['null', 'http://evil.test', 'http://127.0.0.1'],
  'sec-fetch-site': ['cross-site', 'same-origin', 'none'],
  'x-forwarded-for': ['203.0.113.7', '::1', '127.0.0.1, x', '\u0001'],
  'x-http-method-override': ['DELETE'],
  'last-event-id': ['0', '-1', '9'.repeat(400), 'x'],
  'if-none-match': ['*'],
  range: ['bytes=0-0,-1', 'bytes=9999999999-'],
  expect: ['100-continue', 'x'],
  upgrade: ['websocket', 'h2c'],
  cookie: ['cell_monitor_session=a.b.c', '__proto__=1', ';;;=', 'x'.repeat(5000)],
  te: ['trailers'],
};

/** There is most to break where there are bodies. */
const BODY_WEIGHT = 3;
const WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);

/** Who erases their data has no token any more: the others report on. */
const ERASES_CALLER = '/enrolments/me/data';
const ERASED = 2;

/** The server counts wrong tokens by address, and one that it has stopped would hear nothing else any more. */
const addresses = nat({ max: 65_535 }).map(place => `10.1.${String(place >> 8)}.${String(place & 255)}`);

const sometimes = <T>(arbitrary: Arbitrary<T>, usual: T): Arbitrary<T> =>
  oneof({ weight: 4, arbitrary: constant(usual) }, { weight: 1, arbitrary });

const oddHeader = oneof(
  ...Object.entries(ODD_HEADERS).map(([name, values]) => tuple(constant(name), oneof(constantFrom(...values), hostileText))),
);

/** Requests of the callers at every route; some of them would not be taken from anybody. */
export function requestsOf(knowledge: Knowledge): Arbitrary<FuzzRequest> {
  return oneof(
    ...knowledge.routes.map(route => ({ weight: WITH_BODY.has(route.method) ? BODY_WEIGHT : 1, arbitrary: requestsTo(route, knowledge) })),
  );
}

function requestsTo({ method, path }: Route, knowledge: Knowledge): Arbitrary<FuzzRequest> {
  const packing = oneof({ weight: 4, arbitrary: constant('plain' as const) }, constantFrom(...PACKINGS));
  return tuple(
    tuple(callersOf(knowledge, path.endsWith(ERASES_CALLER)), addresses),
    sometimes(constantFrom(...METHODS), method),
    targetsOf(path, knowledge),
    sometimes(oneof(constantFrom(...TYPES), hostileText), path.endsWith('/roster') ? 'text/csv' : 'application/json'),
    tuple(packing, messagesOf(path, knowledge.joinCode), sometimes<string | null>(constantFrom(...ENCODINGS), null)),
    sometimes(array(oddHeader, { minLength: 1, maxLength: 3 }), []),
    oneof({ weight: 3, arbitrary: constant('none' as const) }, constantFrom(...DAMAGES)),
  ).map(([[{ caller, token }, address], usedMethod, target, type, [packed, message, encoding], odd, damage]) => ({
    caller,
    method: usedMethod,
    route: path,
    target,
    headers: [
      ...credentialHeader(caller, token),
      ['x-forwarded-for', address],
      ['content-type', type],
      ...encodingHeader(encoding ?? (/gzip|bomb/u.test(packed) ? 'gzip' : null)),
      ...odd,
    ],
    body: pack(packed, message),
    damage,
  }));
}

const encodingHeader = (encoding: string | null): readonly (readonly [string, string])[] =>
  encoding === null ? [] : [['content-encoding', encoding]];

function callersOf({ credentials, callers }: Knowledge, isErased: boolean) {
  return tuple(constantFrom(...callers), nat()).map(([caller, place]) => {
    const all = credentials[caller];
    const tokens = all.length <= ERASED ? all : isErased ? all.slice(0, ERASED) : all.slice(ERASED);
    return { caller, token: tokens[place % tokens.length] ?? '' };
  });
}

/** Paths with their names filled in: real ones, hostile ones, encoded as they should be or not at all. */
function targetsOf(path: string, { classIds, studentIds }: Knowledge): Arbitrary<string> {
  const names: Readonly<Record<string, readonly string[]>> = { ':classId': classIds, ':studentId': studentIds };
  const words = path.split('/').map(word => {
    if (word === '*') {
      return hostileText;
    }
    return word.startsWith(':') ? nameIn(names[word] ?? []) : constant(word);
  });
  const query = sometimes<string | null>(
    oneof(hostileText.map(encodeOnce), constantFrom('format=ndjson', 'format[]=x', '__proto__[a]=1', 'limit=1e9')),
    null,
  );
  return tuple(tuple(...words), query).map(([filled, extra]) => filled.join('/') + (extra === null ? '' : `?${extra}`));
}

function nameIn(known: readonly string[]): Arbitrary<string> {
  const hostile = oneof(hostileText.map(encodeOnce), hostileText);
  return known.length === 0 ? hostile : oneof({ weight: 3, arbitrary: constantFrom(...known.map(encodeOnce)) }, hostile);
}

/** Lone surrogates have no encoding. */
const encodeOnce = (text: string): string => encodeURIComponent(text.toWellFormed());
