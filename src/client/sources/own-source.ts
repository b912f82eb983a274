import { batchBody } from '../../delivery';
import type { Source } from '../../outbox/outbox';
import { ClosingBuffer } from './closing-buffer';
import type { PresentWork } from './present-work';
import { SourceCursor } from './source-cursor';
import { SourceWriter, type RecordedEvent, type SourceWriterOptions } from './source-writer';

export interface OwnSourceOptions extends Omit<SourceWriterOptions, 'onKept'> {
  readonly onChange: () => void;
}

/** The source of this page load: what records into it, and how far it is delivered. */
export class OwnSource {
  readonly source: Source;
  readonly cursor: SourceCursor;
  readonly writer: SourceWriter;
  readonly #closing = new ClosingBuffer();

  constructor(options: OwnSourceOptions) {
    this.source = options.source;
    this.cursor = SourceCursor.begin(options.source, options.outbox);
    this.writer = new SourceWriter({
      ...options,
      onKept: events => {
        this.#closing.dropThrough(this.cursor.hwm);
        this.#closing.extend(events, this.cursor.hwm);
        options.onChange();
      },
    });
  }

  /** The last `seq` that is durable. */
  get lastSeq(): number {
    return this.writer.lastSeq;
  }

  /** The events that are not durable yet. */
  get unwritten(): readonly RecordedEvent[] {
    return this.writer.pending;
  }

  /** Makes what was recorded durable. Resolves even when that fails: it is tried again. */
  settle(): Promise<void> {
    return this.writer.flush();
  }

  async countWaiting(): Promise<number> {
    return (await this.cursor.countWaiting()) + this.writer.pending.length;
  }

  /**
   * A batch of the oldest events for a request that outlives the page, or undefined when none wait. All of it is in memory.
   * @param isLeaving takes along what is not durable yet. Only then: should the storage break, a page that stays would record it anew.
   * @param work what runs in the page: a report without it says that it has ended
   */
  closingBody(token: string, sentAt: string, isLeaving: boolean, work: PresentWork): string | undefined {
    this.#closing.dropThrough(this.cursor.hwm);
    const events = isLeaving ? this.#closing.with(this.writer.pendingAsWritten, this.cursor.hwm) : this.#closing.events;
    const [head] = events;
    // The buffer can hold what the browser has deleted from the database.
    const oldest = Math.min(this.cursor.oldest, head?.first ?? this.cursor.oldest);
    return head === undefined ? undefined : batchBody({ sid: this.source.sid, oldest, sentAt, token, ...work }, events);
  }
}
