import { isObject, type JsonObject } from '../../../../src/protocol';
import type { FeedMessage } from '../../platform/network/feed-port';
import type { ShownDelta, ShownState } from './board';

export type FeedNews =
  | { readonly kind: 'snapshot'; readonly state: ShownState }
  | { readonly kind: 'delta'; readonly delta: ShownDelta }
  /** Of a later version: ignored. */
  | { readonly kind: 'other' }
  /** Should have been readable. */
  | { readonly kind: 'broken' };

/** Reads one message of the feed, as far as the board relies on its shape. */
export function readFeedMessage(message: FeedMessage): FeedNews {
  if (message.event !== 'snapshot' && message.event !== 'delta') {
    return { kind: 'other' };
  }
  const body = parseObject(message.data);
  if (message.event === 'snapshot') {
    return readState(body);
  }
  return isObject(body) && hasBoardShape(body) ? { kind: 'delta', delta: body as unknown as ShownDelta } : { kind: 'broken' };
}

/** Reads a whole class, however it came. */
export function readState(body: unknown): FeedNews {
  return isObject(body) && hasBoardShape(body)
    ? { kind: 'snapshot', state: { ...body, ...withLists(body) } as unknown as ShownState }
    : { kind: 'broken' };
}

/** Lists that a server of another version may omit. */
function withLists(body: JsonObject): JsonObject {
  return Object.fromEntries(['help', 'errors', 'exercises', 'messages'].map(name => [name, Array.isArray(body[name]) ? body[name] : []]));
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function hasBoardShape(body: JsonObject): boolean {
  return typeof body['asOf'] === 'string' && isObject(body['totals']) && Array.isArray(body['students']) && Array.isArray(body['teams']);
}
