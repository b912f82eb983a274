import { gzipSync } from 'node:zlib';
import type { CallerName } from './callers';

/** How the bytes of a request are broken after it was written. */
export const DAMAGES = [
  'none',
  'length too short',
  'length too long',
  'two lengths',
  'negative length',
  'length and chunks',
  'bad chunk',
  'bad version',
  'cut',
  'line feeds',
  'many headers',
  'huge header',
  'no host',
  'a second request',
] as const;
type Damage = (typeof DAMAGES)[number];

/** How a body travels. A message in bytes is a file, and every other one JSON. */
export const PACKINGS = ['plain', 'gzip', 'bomb', 'prototype', 'nested', 'nested gzip', 'cut', 'bytes', 'none'] as const;
export type Packing = (typeof PACKINGS)[number];

export interface FuzzRequest {
  readonly caller: CallerName;
  readonly method: string;
  /** The route's pattern, by which it is known who may do it. */
  readonly route: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
  readonly damage: Damage;
}

const BOMB = gzipSync(Buffer.alloc(50 * 1024 * 1024, ' '));
const DEPTH = 20_000;
const nested = '['.repeat(DEPTH) + ']'.repeat(DEPTH);

/** The bytes of a body, packed as a hostile client would. */
export function pack(packing: Packing, message: unknown): Buffer {
  const text = Buffer.isBuffer(message) ? message.toString() : (JSON.stringify(message) ?? 'undefined');
  switch (packing) {
    case 'plain':
      return Buffer.from(text);
    case 'gzip':
      return gzipSync(text);
    case 'bomb':
      return BOMB;
    case 'prototype':
      return Buffer.from(`{"__proto__":{"role":"owner"},"constructor":{"prototype":{"role":"owner"}},${text.replace(/^\{/u, '')}`);
    case 'nested':
      return Buffer.from(nested);
    case 'nested gzip':
      return gzipSync(nested);
    case 'cut':
      return Buffer.from(text.slice(0, text.length / 2));
    case 'bytes':
      return Buffer.from([0, 255, 254, 13, 10, 13, 10, 27, 91]);
    case 'none':
      return Buffer.alloc(0);
  }
}

/** A request's bytes as they go into the socket. */
export function toBytes({ method, target, headers, body, damage }: FuzzRequest): Buffer {
  const version = damage === 'bad version' ? 'HTTP/9.9' : 'HTTP/1.1';
  const host = damage === 'no host' ? [] : ['host: 127.0.0.1'];
  const lines = [
    `${method} ${target} ${version}`,
    ...host,
    'connection: close',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...framing(damage, body.length),
  ];
  const head = Buffer.from(`${lines.join(damage === 'line feeds' ? '\n' : '\r\n')}\r\n\r\n`);
  const whole = Buffer.concat([head, body, ...(damage === 'a second request' ? [SECOND] : [])]);
  return damage === 'cut' ? whole.subarray(0, whole.length / 2) : whole;
}

const SECOND = Buffer.from('GET /api/v1/classes HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n');

function framing(damage: Damage, length: number): readonly string[] {
  switch (damage) {
    case 'length too short':
      return [`content-length: ${String(Math.floor(length / 2))}`];
    case 'length too long':
      return [`content-length: ${String(length + 10)}`];
    case 'two lengths':
      return [`content-length: ${String(length)}`, 'content-length: 3'];
    case 'negative length':
      return ['content-length: -1'];
    case 'length and chunks':
      return [`content-length: ${String(length)}`, 'transfer-encoding: chunked'];
    case 'bad chunk':
      return ['transfer-encoding: chunked'];
    case 'many headers':
      return [`content-length: ${String(length)}`, ...Array.from({ length: 3000 }, (_, index) => `x-${String(index)}: 1`)];
    case 'huge header':
      return [`content-length: ${String(length)}`, `x-huge: ${'x'.repeat(100_000)}`];
    case 'none':
    case 'bad version':
    case 'cut':
    case 'line feeds':
    case 'no host':
    case 'a second request':
      return [`content-length: ${String(length)}`];
  }
}

const MAX_SHOWN = 2000;

/** For people: the bytes as a JavaScript string that makes them again with `Buffer.from(…, 'latin1')`. */
export function describeRequest(request: FuzzRequest): string {
  const bytes = toBytes(request);
  const shown = JSON.stringify(bytes.subarray(0, MAX_SHOWN).toString('latin1'));
  const rest = bytes.length > MAX_SHOWN ? ` … and ${String(bytes.length - MAX_SHOWN)} bytes more` : '';
  return `${request.caller} at ${request.route} (${request.damage}):\n${shown}${rest}`;
}
