/** Below this, the difference is the network's and not the clock's; correcting it would only shuffle neighbours. */
const TOLERATED_SKEW_MS = 2000;

/** A browser keeps a week of what it could not deliver. What it says is older than that, no clock that anybody set tells. */
export const BELIEVED_MS = 8 * 86_400_000;

/** How far a student's clock is behind the server's, from one batch; 0 when it is about right. */
export function skewMs(sentAt: string, receivedAtMs: number): number {
  const skew = receivedAtMs - Date.parse(sentAt);
  return Math.abs(skew) <= TOLERATED_SKEW_MS ? 0 : skew;
}

/**
 * When an event happened, by the server's clock, in milliseconds since the epoch: from 8 days before its receipt up to it. A time that is older
 * than that, or none, is not believed, and the event counts as what came with the one before it, or now.
 * @param previousMs the event before it in its source: a source keeps its order whatever its clock does
 */
export function correctTime(time: string, skew: number, receivedAtMs: number, previousMs: number): number {
  const oldestMs = receivedAtMs - BELIEVED_MS;
  const corrected = Math.min(Date.parse(time) + skew, receivedAtMs);
  if (corrected >= oldestMs) {
    return Math.max(corrected, previousMs);
  }
  return previousMs >= oldestMs ? previousMs : receivedAtMs;
}

/** Where a thing stands among a student's events of all sources. */
export interface OrderKey {
  readonly timeMs: number;
  readonly sid: string;
  readonly seq: number;
}

/** A key as a snapshot holds it. */
export type KeyValue = readonly [timeMs: number, sid: string, seq: number];

export function keyToValue({ timeMs, sid, seq }: OrderKey): KeyValue {
  return [timeMs, sid, seq];
}

export function keyOf([timeMs, sid, seq]: KeyValue): OrderKey {
  return { timeMs, sid, seq };
}

/** Negative when `a` is before `b`. */
export function compareKeys(a: OrderKey, b: OrderKey): number {
  if (a.timeMs !== b.timeMs) {
    return a.timeMs - b.timeMs;
  }
  if (a.sid !== b.sid) {
    return a.sid < b.sid ? -1 : 1;
  }
  return a.seq - b.seq;
}

/** A `Newest` as a snapshot holds it; null when nothing was offered yet. */
export type NewestValue<T> = readonly [key: KeyValue, value: T] | null;

/** The newest of the values offered, in whatever order they come. */
export class Newest<T> {
  #key: OrderKey | undefined;
  #value: T | undefined;

  get key(): OrderKey | undefined {
    return this.#key;
  }

  get value(): T | undefined {
    return this.#value;
  }

  /** Undefined where it is older than that. */
  valueSince(timeMs: number): T | undefined {
    return this.#key !== undefined && this.#key.timeMs >= timeMs ? this.#value : undefined;
  }

  /** Whether `key` would be the newest. */
  isNewest(key: OrderKey): boolean {
    return this.#key === undefined || compareKeys(this.#key, key) < 0;
  }

  offer(key: OrderKey, value: T): void {
    if (this.isNewest(key)) {
      this.#key = key;
      this.#value = value;
    }
  }

  toValue(): NewestValue<T> {
    return this.#key === undefined ? null : [keyToValue(this.#key), this.#value as T];
  }

  restore(value: NewestValue<T>): void {
    if (value !== null) {
      this.offer(keyOf(value[0]), value[1]);
    }
  }
}
