import { isObject, type JsonObject } from '../core/check';
import { type CaptureLevel, includesLevel } from './policy';

/** What of an event's `data` needs which level at least. What is not named here is told at every level. */
const NEEDED: Readonly<Record<string, CaptureLevel>> = { error: 'errors', code: 'code', output: 'outputs' };
const ERROR_NEEDED: Readonly<Record<string, CaptureLevel>> = { traceback: 'code' };

/**
 * An event without what `level` does not let out: the same one where there is nothing to take away. Clients capture no more than
 * that; this is for those that are old, broken or not ours, and for what was captured before the class lowered its level.
 */
export function withinLevel(event: JsonObject, level: CaptureLevel): JsonObject {
  const { data } = event;
  if (level === 'outputs' || !isObject(data)) {
    return event;
  }
  const { error } = data;
  const allowed = without(isObject(error) ? withError(data, without(error, ERROR_NEEDED, level)) : data, NEEDED, level);
  return allowed === data ? event : { ...event, data: allowed };
}

function withError(data: JsonObject, error: JsonObject): JsonObject {
  return error === data['error'] ? data : { ...data, error };
}

function without(fields: JsonObject, needed: Readonly<Record<string, CaptureLevel>>, level: CaptureLevel): JsonObject {
  const excess = Object.entries(needed).filter(([field, least]) => field in fields && !includesLevel(level, least));
  if (excess.length === 0) {
    return fields;
  }
  const names = new Set(excess.map(([field]) => field));
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !names.has(field)));
}
