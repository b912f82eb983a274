import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const HASH_DIGITS = 16;

/**
 * What two copies of one source share however they travelled: lines end in a line feed, and no white space is left at a line's end or around the
 * whole. Idempotent, and linear in the source's length.
 */
export function normaliseSource(source: string): string {
  const lines = source.split(/\r\n?|\n/u).map(line => line.trimEnd());
  const first = lines.findIndex(line => line !== '');
  return first < 0 ? '' : lines.slice(first, lines.findLastIndex(line => line !== '') + 1).join('\n');
}

/**
 * Tells a placeholder's source from any other without showing it, as `Policy.placeholders` has it: SHA-256 of the normalised source as UTF-8, in
 * hexadecimal, its first 16 digits. (`crypto.subtle` has no SHA-256 on a plain `http://` page.)
 */
export function placeholderHash(source: string): string {
  return bytesToHex(sha256(utf8ToBytes(normaliseSource(source)))).slice(0, HASH_DIGITS);
}
