import { isIP } from 'node:net';
import { LIMITS } from '../../../src/protocol';
import { isKeyPrefix } from '../databases/redis/redis-keys';
import { WEBHOOK_KINDS, type WebhookKind } from '../observability/alerts/webhook-message';
import { LOG_LEVELS, type LogLevel } from '../platform/process/log-output';

// Each takes a setting's text, and throws with what the setting takes, to be put after its name. None repeats a secret.

/** A whole number from `least` to `most`. */
export function parseWhole(text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/u.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new RangeError(`must be a whole number from ${String(least)} to ${String(most)}, and is "${text}"`);
  }
  return value;
}

export function parseCadence(text: string): number {
  return parseWhole(text, LIMITS.minCadenceMs, LIMITS.maxCadenceMs);
}

/** An unset variable of a script must not open the server to the network, or fill the wrong folder. */
export function parseNonEmpty(text: string): string {
  if (text.trim() === '') {
    throw new Error('must not be empty');
  }
  return text;
}

/** Only the scheme is checked here, and never shown: the address can hold a password. */
export function parseRedisUrl(text: string): string {
  if (!/^rediss?(?:\+sentinel|\+cluster)?:\/\/./u.test(text)) {
    throw new TypeError('must start with redis://, rediss://, redis+sentinel:// or redis+cluster://');
  }
  return text;
}

export function parseRedisPrefix(text: string): string {
  if (!isKeyPrefix(text)) {
    throw new TypeError(`must be 1 to 64 letters, digits or any of : . _ -, and is "${text}"`);
  }
  return text;
}

/** A token's text is a secret, and never shown. */
export function parseVisibleToken(text: string): string {
  if (!/^[\x21-\x7E]{1,512}$/u.test(text)) {
    throw new TypeError('must be 1 to 512 visible ASCII characters without spaces');
  }
  return text;
}

export function parseOrigins(text: string): readonly string[] | undefined {
  if (text.trim() === '*') {
    return undefined;
  }
  return text.split(',').map(item => parseOrigin(item.trim()));
}

function parseOrigin(text: string): string {
  if (!URL.canParse(text) || new URL(text).origin !== text) {
    throw new TypeError(`must be * or origins such as https://hub.example.org, separated by commas; "${text}" is none`);
  }
  return text;
}

export function parsePublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && url.username === '' && url.search === '' && url.hash === '';
  if (!isPlain || !/^https?:$/u.test(url.protocol)) {
    throw new TypeError(`must be an address such as https://class.example.org, and is "${text}"`);
  }
  return url.origin + url.pathname.replace(/(?<!\/)\/+$/u, '');
}

/** A path and no address; what stands for something else in a route or in a URL is not in it. */
export function parseBaseUrl(text: string): string {
  const words = text.split('/').filter(word => word !== '');
  const isPath = words.every(word => /^[\w~.@-]+$/u.test(word) && !/^\.+$/u.test(word));
  if (!isPath || text.startsWith('//')) {
    throw new TypeError(`must be a path such as /services/class/, and is "${text}"`);
  }
  return ['', ...words, ''].join('/');
}

/** Of the hub's pages: an address, or a path on the same host. */
export function parseHubUrl(text: string): string {
  return text.startsWith('/') ? parseBaseUrl(text).slice(0, -1) : parsePublicUrl(text);
}

/** Where users' tokens go: an address with a path that is only nearly right must not be taken. */
export function parseHubApiUrl(text: string): string {
  const url = parsePublicUrl(text);
  if (!url.endsWith('/hub/api')) {
    throw new TypeError(`must be the address of a hub's API, such as http://hub:8081/hub/api, and is "${text}"`);
  }
  return url;
}

export function parseNames(text: string): readonly string[] {
  return text
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
}

/** A count of hops, which other servers take, says nothing of who the caller is: whoever reaches the port could pose as a proxy. */
export function parseProxies(text: string): readonly string[] {
  const proxies = text.split(',').map(item => item.trim());
  const wrong = proxies.find(item => !isProxy(item));
  if (wrong !== undefined) {
    throw new TypeError(`must be addresses, networks (10.0.0.0/8) or loopback, separated by commas; "${wrong}" is none`);
  }
  return proxies;
}

function isProxy(item: string): boolean {
  const [address = '', bits, ...rest] = item.split('/');
  const version = isIP(address);
  const isNetwork = bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
  return item === 'loopback' || (version > 0 && isNetwork && rest.length === 0);
}

export function parseLogLevel(text: string): LogLevel {
  const level = LOG_LEVELS.find(known => known === text);
  if (level === undefined) {
    throw new TypeError(`must be one of ${LOG_LEVELS.join(', ')}, and is "${text}"`);
  }
  return level;
}

/** The address holds a secret, so it is never shown. */
export function parseWebhook(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/u.test(new URL(text).protocol)) {
    throw new TypeError('must be an address that starts with http:// or https://');
  }
  return text;
}

export function parseWebhookKind(text: string): WebhookKind {
  const kind = WEBHOOK_KINDS.find(known => known === text);
  if (kind === undefined) {
    throw new TypeError(`must be ${WEBHOOK_KINDS.join(' or ')}, and is "${text}"`);
  }
  return kind;
}
