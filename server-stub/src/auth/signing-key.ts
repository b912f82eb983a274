import { createHmac, hkdfSync } from 'node:crypto';
import { isObject } from '../../../src/protocol';
import { type Random, randomId } from '../platform/random';

/** The secret that signs students' tokens, and its public name. */
export interface SigningKey {
  readonly kid: string;
  readonly secret: Uint8Array;
}

/** A new key as the text of its file. */
export function generateSigningKey(random: Random): string {
  return `${JSON.stringify({ kid: randomId(random, 48), key: randomId(random, 256) })}\n`;
}

/** Reads what `generateSigningKey` wrote. @throws Error when it is something else */
export function parseSigningKey(text: string): SigningKey {
  const value: unknown = JSON.parse(text);
  if (!isObject(value) || typeof value['kid'] !== 'string' || typeof value['key'] !== 'string') {
    throw new TypeError('not a signing key');
  }
  const secret = Buffer.from(value['key'], 'base64url');
  if (secret.length < 32) {
    throw new TypeError('the signing key is shorter than 256 bits');
  }
  return { kid: value['kid'], secret };
}

/** A key for one other purpose. Another instructor token gives another key, which ends every session of the old one. */
export function deriveSessionKey(key: SigningKey, instructorToken: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key.secret, digest(key.secret, instructorToken), 'instructor session', 32));
}

/** A keyed digest of fixed length: what two secrets of any length are compared by in constant time. */
export function digest(secret: Uint8Array, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}
