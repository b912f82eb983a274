import { StoreUnusableError } from '../store-unusable';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export const nameOf = ({ host, port }: Endpoint): string => `${host}:${String(port)}`;

/** What a server wants to know of us before it answers. */
export interface RedisAccess {
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly database: number;
  readonly isTls: boolean;
}

/** Where the log is: one server, the master that sentinels name, or a cluster. */
export type RedisAddress =
  | { readonly kind: 'single'; readonly server: Endpoint; readonly access: RedisAccess }
  | {
      readonly kind: 'sentinel';
      readonly sentinels: readonly Endpoint[];
      readonly masterName: string;
      readonly access: RedisAccess;
      /** The sentinels' own user and password: they guard less than the data, and often have none. */
      readonly sentinelAccess: RedisAccess;
    }
  | { readonly kind: 'cluster'; readonly seeds: readonly Endpoint[]; readonly access: RedisAccess };

/** More than any class needs on one server or behind sentinels, and enough for a cluster of four masters. */
export const DEFAULT_REDIS_CONNECTIONS = 10;

const REDIS_PORT = 6379;
const SENTINEL_PORT = 26_379;

const FORMS = {
  single: 'redis://user:password@host:6379/0',
  sentinel: 'redis+sentinel://user:password@host:26379,host:26379/NAME?db=0&sentinelUser=…&sentinelPassword=…',
  cluster: 'redis+cluster://user:password@host:6379,host:6379',
};

const URL_PARTS = /^(?<scheme>[a-z+]+):\/\/(?<authority>[^/?#]+)(?:\/(?<path>[^?#]*))?(?:\?(?<query>[^#]*))?$/iu;
const HOST_AND_PORT = /^(?<host>\[[0-9a-f:.]+\]|[^:,[\]\s]+)(?::(?<port>\d{1,5}))?$/iu;

interface UrlParts {
  readonly kind: RedisAddress['kind'];
  readonly isTls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly hosts: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * Reads a `redis://`, `redis+sentinel://` or `redis+cluster://` URL; `rediss` in front instead of `redis` means TLS.
 * @throws StoreUnusableError that says what the URL should look like, and never repeats it, since it may hold a password
 */
export function parseRedisAddress(url: string): RedisAddress {
  const parts = splitUrl(url);
  try {
    return readAddress(parts);
  } catch {
    throw new StoreUnusableError(`The Redis URL is not valid. It should look like ${FORMS[parts.kind]}.`);
  }
}

function splitUrl(url: string): UrlParts {
  const { scheme = '', authority = '', path = '', query = '' } = URL_PARTS.exec(url)?.groups ?? {};
  const [protocol, kind = 'single', ...rest] = scheme.toLowerCase().split('+');
  if ((protocol !== 'redis' && protocol !== 'rediss') || !isKind(kind) || rest.length > 0) {
    throw new StoreUnusableError(`The Redis URL must look like ${Object.values(FORMS).join(' or ')}; rediss instead of redis uses TLS.`);
  }
  const at = authority.lastIndexOf('@');
  const [username = '', ...password] = authority.slice(0, Math.max(at, 0)).split(':');
  return {
    kind,
    isTls: protocol === 'rediss',
    username: username || undefined,
    password: password.join(':') || undefined,
    hosts: authority.slice(at + 1),
    path,
    query: new URLSearchParams(query),
  };
}

const isKind = (text: string): text is RedisAddress['kind'] => Object.hasOwn(FORMS, text);

function readAddress({ kind, isTls, username, password, hosts, path, query }: UrlParts): RedisAddress {
  const credentials = { username: decode(username), password: decode(password), isTls };
  switch (kind) {
    case 'single':
      admitParameters(query, []);
      return { kind, server: readEndpoint(hosts, REDIS_PORT), access: { ...credentials, database: readDatabase(path) } };
    case 'sentinel':
      admitParameters(query, ['db', 'sentinelUser', 'sentinelPassword']);
      return {
        kind,
        sentinels: readEndpoints(hosts, SENTINEL_PORT),
        masterName: readMasterName(path),
        access: { ...credentials, database: readDatabase(query.get('db') ?? '') },
        sentinelAccess: {
          username: query.get('sentinelUser') ?? undefined,
          password: query.get('sentinelPassword') ?? undefined,
          database: 0,
          isTls,
        },
      };
    case 'cluster':
      admitParameters(query, []);
      return { kind, seeds: readEndpoints(hosts, REDIS_PORT), access: { ...credentials, database: readNoDatabase(path) } };
  }
}

const decode = (text: string | undefined): string | undefined => (text === undefined ? undefined : decodeURIComponent(text));

const readEndpoints = (text: string, defaultPort: number): readonly Endpoint[] =>
  text.split(',').map(item => readEndpoint(item, defaultPort));

function readEndpoint(text: string, defaultPort: number): Endpoint {
  const { host = '', port = String(defaultPort) } = HOST_AND_PORT.exec(text)?.groups ?? {};
  if (host === '' || Number(port) < 1 || Number(port) > 65_535) {
    throw new TypeError('not a host and a port');
  }
  return { host: host.replace(/^\[|\]$/gu, ''), port: Number(port) };
}

function readMasterName(path: string): string {
  const name = decodeURIComponent(path);
  if (!/^[^/\s]+$/u.test(name)) {
    throw new TypeError('no master name');
  }
  return name;
}

function readDatabase(text: string): number {
  if (!/^\d{0,5}$/u.test(text)) {
    throw new TypeError('not a database');
  }
  return Number(text);
}

/** A cluster has one database, 0. */
function readNoDatabase(path: string): number {
  if (readDatabase(path) !== 0) {
    throw new TypeError('a cluster has no other database than 0');
  }
  return 0;
}

function admitParameters(query: URLSearchParams, known: readonly string[]): void {
  if ([...query.keys()].some(name => !known.includes(name))) {
    throw new TypeError('an unknown parameter');
  }
}
