import type { ClockStep } from '../../../platform/clock';
import { type ActivitySpan, SESSION_GAP_MS } from './activity-spans';
import { elapsedMs, skippedBy, type Stretch, unvisited } from './skipped-time';

/** When a class was there. */
export interface Meetings {
  /** Oldest first, with a gap of `SESSION_GAP_MS` and more between them. */
  readonly spans: readonly ActivitySpan[];
  /** Wall time that never passed. */
  readonly skipped: readonly Stretch[];
  /** What that is known from. */
  readonly steps: readonly ClockStep[];
}

/** Spans between which less time passed than their stamps say are one. */
export function meetingsOf(spans: readonly ActivitySpan[], steps: readonly ClockStep[]): Meetings {
  const skipped = unvisited(skippedBy(steps), spans);
  if (skipped.length === 0) {
    return { spans, skipped, steps };
  }
  const joined: ActivitySpan[] = [];
  for (const span of spans) {
    const before = joined.at(-1);
    if (before !== undefined && elapsedMs(before.lastMs, span.firstMs, skipped) < SESSION_GAP_MS) {
      joined[joined.length - 1] = { firstMs: before.firstMs, lastMs: span.lastMs };
    } else {
      joined.push(span);
    }
  }
  return { spans: joined, skipped, steps };
}
