import { byteLength, isObject } from '../protocol';
import type { OutboxEvent } from './outbox';

/** How much may wait on a student's machine. */
export interface OutboxLimits {
  readonly events: number;
  readonly bytes: number;
  readonly ageMs: number;
}

export const OUTBOX_LIMITS: OutboxLimits = { events: 20_000, bytes: 20 * 1024 * 1024, ageMs: 7 * 24 * 3_600_000 };

/** An eviction goes this far below the limit, so that the next event does not need the next eviction. */
const EVICTION_RATIO = 0.9;

/** What has to go from one source, oldest first. */
export interface Eviction {
  /** Events without their long texts, to be kept in the place of the whole ones. */
  readonly stripped: readonly OutboxEvent[];
  /** The last `seq` of the prefix that becomes one `lost` range; 0 for none. */
  readonly evictThrough: number;
}

/** How much there is too much of. */
export interface Excess {
  readonly events: number;
  readonly bytes: number;
}

/** How far `held` has to come down to be within the limits again; zeros when it is. */
export function excessOf(held: Excess, limits: OutboxLimits): Excess {
  const over = (amount: number, limit: number) => (amount > limit ? Math.ceil(amount - limit * EVICTION_RATIO) : 0);
  return { events: over(held.events, limits.events), bytes: over(held.bytes, limits.bytes) };
}

/**
 * Decides what to delete when a source holds too much: the long texts of its events first, from the oldest on, and only then events
 * themselves, as one range from the oldest on.
 * @param waiting the source's events that the server does not have, in order
 */
export function planEviction(waiting: readonly OutboxEvent[], excess: Excess): Eviction {
  const stripped: OutboxEvent[] = [];
  let bytes = excess.bytes;
  for (const event of waiting) {
    const bare = bytes > 0 ? strip(event) : undefined;
    if (bare !== undefined) {
      bytes -= byteLength(event.body) - byteLength(bare.body);
      stripped.push(bare);
    }
  }
  const evictThrough = findLastToEvict(waiting, stripped, { events: excess.events, bytes });
  return { stripped: stripped.filter(event => event.seq > evictThrough), evictThrough };
}

function findLastToEvict(waiting: readonly OutboxEvent[], stripped: readonly OutboxEvent[], excess: Excess): number {
  const bare = new Map(stripped.map(event => [event.seq, event.body]));
  let { events, bytes } = excess;
  let last = 0;
  for (const event of waiting) {
    if (events <= 0 && bytes <= 0) {
      break;
    }
    events -= 1;
    bytes -= byteLength(bare.get(event.seq) ?? event.body);
    last = event.seq;
  }
  return last;
}

/** The event without code, output and traceback, or undefined when it has none. */
function strip(event: OutboxEvent): OutboxEvent | undefined {
  const parsed: unknown = JSON.parse(event.body);
  if (!isObject(parsed) || !isObject(parsed['data'])) {
    return undefined;
  }
  const { code, output, error, ...data } = parsed['data'];
  const { traceback, ...bareError } = isObject(error) ? error : {};
  if (code === undefined && output === undefined && traceback === undefined) {
    return undefined;
  }
  const body = JSON.stringify({ ...parsed, data: { ...data, ...(isObject(error) && { error: bareError }), stripped: true } });
  return { ...event, body };
}

/** The last event of `waiting` that was recorded before `beforeMs`, as its `seq`; 0 for none. Events whose time cannot be read are young. */
export function findLastOlder(waiting: readonly OutboxEvent[], beforeMs: number): number {
  return waiting.findLast(event => recordedAtMs(event) < beforeMs)?.seq ?? 0;
}

function recordedAtMs(event: OutboxEvent): number {
  const { time } = JSON.parse(event.body) as { readonly time?: string };
  const ms = Date.parse(time ?? '');
  return Number.isNaN(ms) ? Number.POSITIVE_INFINITY : ms;
}
