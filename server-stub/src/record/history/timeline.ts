import { isCount, type StudentTimeline } from '../../../../src/protocol';
import { toExported } from '../export/record-reading';
import { toTimestamp } from '../../platform/clock';
import { compareKeys, type OrderKey } from '../../live/projection/events/corrected-time';
import type { DatedEvent, HistoryListener } from './read-history';

/** A page of a student's timeline: the newest events before a cursor. It holds no more of the history than that. */
export class TimelinePage implements HistoryListener {
  /** Oldest first, with one more than the page has: it tells whether there is an older page. */
  #events: DatedEvent[] = [];

  /** @param before undefined: the newest of all */
  constructor(
    private readonly before: OrderKey | undefined,
    private readonly limit: number,
  ) {}

  hear(dated: DatedEvent): void {
    if (this.before !== undefined && compareKeys(dated.key, this.before) >= 0) {
      return;
    }
    const after = this.#events.findLastIndex(({ key }) => compareKeys(key, dated.key) < 0);
    if (after >= 0 || this.#events.length <= this.limit) {
      this.#events.splice(after + 1, 0, dated);
      this.#events.splice(0, this.#events.length - this.limit - 1);
    }
  }

  forget(): void {
    this.#events = [];
  }

  render(classId: string): StudentTimeline {
    const events = this.#events.slice(-this.limit);
    const [oldest] = events;
    const isLastPage = this.#events.length <= this.limit || oldest === undefined;
    return {
      events: events.map(dated => renderEvent(classId, dated)).toReversed(),
      before: isLastPage ? null : writeCursor(oldest.key),
    };
  }
}

function renderEvent(classId: string, { entry, event, range, key }: DatedEvent): StudentTimeline['events'][number] {
  return { ...toExported(classId, entry, event, range), time: event.time === undefined ? null : toTimestamp(key.timeMs) };
}

function writeCursor({ timeMs, sid, seq }: OrderKey): string {
  return Buffer.from(JSON.stringify([timeMs, sid, seq])).toString('base64url');
}

/** Undefined for what is no cursor of ours. */
export function readCursor(text: string): OrderKey | undefined {
  try {
    const [timeMs, sid, seq] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    return isCount(timeMs, 0) && typeof sid === 'string' && isCount(seq, 1) ? { timeMs, sid, seq } : undefined;
  } catch {
    return undefined;
  }
}
