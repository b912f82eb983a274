import { type CaptureLevel, checkBatch, type CheckedBatch, type Flaw, isObject, LIMITS } from '../../../../src/protocol';
import { isNestedBeyond } from './json-depth';
import { withoutTexts } from './without-texts';

/** A kilobyte that unpacks to a million brackets would cost the parser tens of milliseconds and megabytes. No sound batch comes near this. */
const DEEPEST_PACKED = 1000;

/** The bytes of a body, whole and unpacked. */
export interface WholeBody {
  readonly bytes: Uint8Array;
  readonly wasPacked: boolean;
}

/** What the class and the student's quota let out of the events. */
export interface BatchRules {
  readonly level: CaptureLevel;
  readonly isOverQuota: boolean;
}

export type Malformed = { readonly kind: 'malformed'; readonly message: string };

export type BatchRead =
  | Malformed
  | { readonly kind: 'too_many' }
  | { readonly kind: 'flawed'; readonly errors: readonly Flaw[] }
  | { readonly kind: 'sound'; readonly batch: CheckedBatch };

/** A token that travels in the body; undefined where there is none. */
export type TokenRead = Malformed | { readonly kind: 'token'; readonly token: string | undefined };

type Json = Malformed | { readonly kind: 'json'; readonly value: unknown };

/** Parses and checks a batch: with a full one, a long piece of work. It needs nothing but its arguments, so any thread can do it. */
export function readBatch(body: WholeBody, { level, isOverQuota }: BatchRules): BatchRead {
  const json = readJson(body);
  if (json.kind === 'malformed') {
    return json;
  }
  if (hasTooManyEvents(json.value)) {
    return { kind: 'too_many' };
  }
  const checked = isOverQuota ? checkBatch(json.value, level, withoutTexts) : checkBatch(json.value, level);
  return checked.ok ? { kind: 'sound', batch: checked.value } : { kind: 'flawed', errors: checked.errors };
}

/** The same for the token alone: until it is known whose the batch is, nobody can say how to check it. */
export function readToken(body: WholeBody): TokenRead {
  const json = readJson(body);
  if (json.kind === 'malformed') {
    return json;
  }
  const token = isObject(json.value) ? json.value['token'] : undefined;
  return { kind: 'token', token: typeof token === 'string' ? token : undefined };
}

/** No body at all is undefined. */
export function readJson({ bytes, wasPacked }: WholeBody): Json {
  // A packed body is small, and what it unpacks to must not be a long work.
  if (wasPacked && isNestedBeyond(bytes, DEEPEST_PACKED)) {
    return { kind: 'malformed', message: 'is nested too deeply' };
  }
  if (bytes.length === 0) {
    return { kind: 'json', value: undefined };
  }
  try {
    return { kind: 'json', value: JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')) };
  } catch {
    return { kind: 'malformed', message: 'is not JSON' };
  }
}

function hasTooManyEvents(body: unknown): boolean {
  const events = (body as { readonly events?: unknown } | null | undefined)?.events;
  return Array.isArray(events) && events.length > LIMITS.batchEvents;
}
