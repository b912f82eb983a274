import type { Random } from './jitter';

/** The longest wait that a server can ask for. */
export const MAX_RETRY_AFTER_MS = 300_000;

/** What is added to the wait at most, as a part of it: clients that were refused together come back apart. */
const JITTER_RATIO = 0.25;

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3): seconds or an HTTP date.
 * @param wallMs the present time, to which a date is compared
 * @returns milliseconds, or undefined for a header that is missing or makes no sense
 */
export function readRetryAfterMs(header: string | null, wallMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/u.test(text)) {
    return Number(text) * 1000;
  }
  const dateMs = /[A-Za-z]{3}/u.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - wallMs);
}

/** The time to wait when a server asked for `askedMs`: never less unless it is over the limit, never more than 300 s, and jittered. */
export function waitAskedForMs(askedMs: number, random: Random): number {
  const floorMs = Math.min(askedMs, MAX_RETRY_AFTER_MS / (1 + JITTER_RATIO));
  return floorMs * (1 + JITTER_RATIO * random());
}
