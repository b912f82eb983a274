/** One thing wrong with a message, at a JSON path such as `events[3].seq`. */
export interface Flaw {
  readonly path: string;
  readonly message: string;
}

/** The outcome of a validation: the value in its checked type, or everything that is wrong with it. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly Flaw[] };

export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether `value` is a whole number of at least `least` that a double holds exactly. */
export function isCount(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}

/** At least 128 random bits in base64url without padding: 22 characters, or more from a client that draws more. */
export function isRandomId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Za-z0-9_-]{22,64}$/u.test(value);
}

const TIMESTAMP = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/u;

/** Whether `value` is an RFC 3339 timestamp of a date that exists. */
export function isTimestamp(value: unknown): value is string {
  return typeof value === 'string' && TIMESTAMP.test(value) && !Number.isNaN(Date.parse(value)) && isDayOfMonth(value);
}

/** `Date.parse` takes 30 February for 2 March. */
function isDayOfMonth(timestamp: string): boolean {
  const day = Number(timestamp.slice(8, 10));
  return new Date(`${timestamp.slice(0, 10)}T00:00:00Z`).getUTCDate() === day;
}

/** Whether objects and arrays in `value` nest at most `limit` deep. Does not recurse, so hostile depth cannot exhaust the stack. */
export function isNestedWithin(value: unknown, limit: number): boolean {
  let layer: unknown[] = [value];
  for (let depth = 0; layer.length > 0; depth++) {
    const containers = layer.filter(item => typeof item === 'object' && item !== null);
    if (containers.length > 0 && depth >= limit) {
      return false;
    }
    layer = containers.flatMap(item => Object.values(item));
  }
  return true;
}

const utf8 = new TextEncoder();

/** UTF-8 bytes of `text`. */
export function byteLength(text: string): number {
  return utf8.encode(text).length;
}
