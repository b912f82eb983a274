/** One thing wrong with a message, at a JSON path such as `events[3].seq`. */
export interface Flaw {
  readonly path: string;
  readonly message: string;
  /** A stable word for it, and what stands in the message, for whoever says it in another language. */
  readonly code?: string;
  readonly values?: Readonly<Record<string, string | number>>;
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
  return typeof value === 'string' && TIMESTAMP.test(value) && isOfFourDigits(Date.parse(value)) && isDayOfMonth(value);
}

/** The years that RFC 3339 can write. */
const [FIRST_MS, LAST_MS] = [Date.parse('0000-01-01T00:00:00.000Z'), Date.parse('9999-12-31T23:59:59.999Z')];

/** Whether its year is of four digits in UTC, too: a few hours away from that it may not be. NaN is of none. */
const isOfFourDigits = (ms: number): boolean => ms >= FIRST_MS && ms <= LAST_MS;

/** `Date.parse` takes 30 February for 2 March. */
function isDayOfMonth(timestamp: string): boolean {
  const [year, month, day] = [Number(timestamp.slice(0, 4)), Number(timestamp.slice(5, 7)), Number(timestamp.slice(8, 10))];
  // Every month has 28 days; only the last three need the calendar.
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether objects and arrays in `value` nest at most `limit` deep. Goes no deeper than that, so hostile depth cannot exhaust the stack. */
export function isNestedWithin(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) {
    return true;
  }
  if (limit === 0) {
    return false;
  }
  // Parsed JSON has own keys only, and `in` makes no array of them: this runs for every event that arrives.
  for (const key in value) {
    if (!isNestedWithin((value as JsonObject)[key], limit - 1)) {
      return false;
    }
  }
  return true;
}

const utf8 = new TextEncoder();

/** UTF-8 bytes of `text`. */
export function byteLength(text: string): number {
  return utf8.encode(text).length;
}

const MAX_BYTES_PER_CODE_UNIT = 3;

/** Whether `text` takes at most `limit` UTF-8 bytes; counts them only where its length alone does not tell. */
export function fitsBytes(text: string, limit: number): boolean {
  return text.length * MAX_BYTES_PER_CODE_UNIT <= limit || (text.length <= limit && byteLength(text) <= limit);
}
