import type { Outbox, OutboxEvent } from '../../outbox/outbox';
import { excessOf, findLastOlder, planEviction, type Excess, type OutboxLimits } from '../../outbox/eviction';
import { byteLength, LIMITS, type LostReason } from '../../protocol';
import type { SourceCursor } from './source-cursor';
import { lostEvent } from './source-writer';

/** As many events as IndexedDB can be asked for. */
const ALL = 2 ** 32 - 1;

export interface EnforceLimitsOptions {
  readonly outbox: Outbox;
  /** The sources in this page's care, oldest first. */
  readonly cursors: readonly SourceCursor[];
  readonly limits: OutboxLimits;
  /** Milliseconds since the epoch, by the student's clock: events carry its times. */
  readonly wallMs: number;
}

/**
 * Brings the outbox back within its limits by deleting: first what the server has already, then long texts, and at the very last the oldest
 * events, which become one counted `lost` range in each source.
 * @returns how many events were evicted
 */
export async function enforceOutboxLimits(options: EnforceLimitsOptions): Promise<number> {
  const { outbox, cursors, limits, wallMs } = options;
  let evicted = 0;
  for (const cursor of cursors) {
    const beforeMs = wallMs - limits.ageMs;
    const isOld = findLastOlder(await cursor.next(1), beforeMs) > 0;
    const waiting = isOld ? await cursor.next(ALL) : [];
    evicted += await evict(outbox, cursor, waiting, findLastOlder(waiting, beforeMs), 'evicted', wallMs);
  }
  if (!exceeds(await measure(outbox, limits, cursors), limits)) {
    return evicted;
  }
  for (const cursor of cursors) {
    await cursor.dropAcknowledged();
  }
  for (const cursor of cursors) {
    const excess = excessOf(await measure(outbox, limits, cursors), limits);
    if (excess.events > 0 || excess.bytes > 0) {
      const waiting = await cursor.next(ALL);
      const { stripped, evictThrough } = planEviction(waiting, excess);
      evicted += await evict(outbox, cursor, waiting, evictThrough, 'quota', wallMs);
      await outbox.append(cursor.source, stripped);
    }
  }
  return evicted;
}

function exceeds(held: Excess, limits: OutboxLimits): boolean {
  return held.events > limits.events || held.bytes > limits.bytes;
}

/**
 * What this page's sources hold. Other students' and other tabs' are not counted: nobody's events go because of another's.
 * Reads them only when all together can be too many.
 */
async function measure(outbox: Outbox, limits: OutboxLimits, cursors: readonly SourceCursor[]): Promise<Excess> {
  const total = await outbox.count();
  if (total <= limits.events && total * LIMITS.eventBytes <= limits.bytes) {
    return { events: total, bytes: 0 };
  }
  const held = { events: 0, bytes: 0 };
  for (const { source } of cursors) {
    const events = await outbox.peek(source.sid, 0, ALL);
    held.events += events.length;
    held.bytes += events.reduce((sum, event) => sum + byteLength(event.body), 0);
  }
  return held;
}

async function evict(
  outbox: Outbox,
  cursor: SourceCursor,
  waiting: readonly OutboxEvent[],
  through: number,
  reason: LostReason,
  wallMs: number,
): Promise<number> {
  const gone = waiting.filter(event => event.seq <= through);
  const [head] = gone;
  const isRangeAlready = gone.length === 1 && head !== undefined && head.first < head.seq;
  if (head === undefined || isRangeAlready) {
    return 0;
  }
  await outbox.replace(cursor.source.sid, lostEvent(head.first, through, reason, new Date(wallMs).toISOString()));
  return gone.length;
}
