import { createHmac, hkdfSync } from 'node:crypto';
import { isObject } from '../../../../src/protocol';
import { type Random, randomId } from '../../platform/random';

/** A secret that signs students' tokens, and its public name. */
export interface SigningKey {
  readonly kid: string;
  readonly secret: Uint8Array;
}

/** The live keys: the one that signs, and the one that did before, whose tokens are still good. */
export interface SigningKeys {
  readonly current: SigningKey;
  readonly previous?: SigningKey;
}

const MIN_SECRET_BYTES = 32;

export function generateSigningKeys(random: Random): SigningKeys {
  return { current: { kid: randomId(random, 48), secret: random.bytes(MIN_SECRET_BYTES) } };
}

/** A new key signs from now on; of those before, only the last stays good. */
export function rotateSigningKeys({ current }: SigningKeys, random: Random): SigningKeys {
  return { ...generateSigningKeys(random), previous: current };
}

/** The keys as the text of their file. The current one stands where versions that knew one key look for it. */
export function writeSigningKeys({ current, previous }: SigningKeys): string {
  return `${JSON.stringify({ ...toJson(current), ...(previous !== undefined && { previous: toJson(previous) }) })}\n`;
}

/** Reads what `writeSigningKeys` wrote. @throws TypeError or SyntaxError when it is something else */
export function parseSigningKeys(text: string): SigningKeys {
  const value: unknown = JSON.parse(text);
  const current = toKey(value);
  const previous = isObject(value) ? value['previous'] : undefined;
  return { current, ...(previous !== undefined && { previous: toKey(previous) }) };
}

function toJson({ kid, secret }: SigningKey): { readonly kid: string; readonly key: string } {
  return { kid, key: Buffer.from(secret).toString('base64url') };
}

function toKey(value: unknown): SigningKey {
  if (!isObject(value) || typeof value['kid'] !== 'string' || typeof value['key'] !== 'string') {
    throw new TypeError('not a signing key');
  }
  const secret = Buffer.from(value['key'], 'base64url');
  if (secret.length < MIN_SECRET_BYTES) {
    throw new TypeError('the signing key is shorter than 256 bits');
  }
  return { kid: value['kid'], secret };
}

/** A key for one other purpose: a student's token is never a session, nor the other way round. */
export function deriveSessionKey(key: SigningKey): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key.secret, '', 'instructor session', 32));
}

/** A keyed digest of fixed length. */
export function digest(secret: Uint8Array, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}

/** A number from 0 to 2³² - 1 that follows from the words, for those alone who have the key. */
export function drawNumber({ secret }: SigningKey, words: readonly string[]): number {
  return digest(secret, JSON.stringify(words)).readUInt32BE();
}
