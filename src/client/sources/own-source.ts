import { batchBody } from '../../delivery';
import type { OutboxEvent, Source } from '../../outbox/outbox';
import { ClosingBuffer } from './closing-buffer';
import type { PresentWork } from './present-work';
import { SourceCursor } from './source-cursor';
import { SourceWriter, type RecordedEvent, type SourceWriterOptions } from './source-writer';

export interface OwnSourceOptions extends Omit<SourceWriterOptions, 'onKept'> {
  readonly onChange: () => void;
}

/** What a source has not written when it ends. */
export interface Unwritten {
  readonly source: Source;
  /** Events whose numbers may be known elsewhere, after all that the server has not acknowledged before them. Goes on under the same numbers, or it would be in the class twice. */
  readonly numbered: readonly OutboxEvent[];
  /** The rest, known to nobody. */
  readonly recorded: readonly RecordedEvent[];
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
  get unwritten(): Unwritten {
    const { source, writer, cursor } = this;
    this.#closing.dropThrough(cursor.hwm);
    // What does not follow on what the server has would be a hole in the source for ever. Only a silent storage can have been given such.
    const continued = this.#closing.with(writer.givenOut, cursor.hwm);
    const count = continued.filter(event => event.seq > writer.lastSeq).length;
    return { source, numbered: count === 0 ? [] : continued, recorded: writer.pending.slice(count) };
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
   * @param isLeaving takes along what is not durable yet, which keeps its numbers from then on
   * @param work what runs in the page: a report without it says that it has ended
   */
  closingBody(token: string, sentAt: string, isLeaving: boolean, work: PresentWork): string | undefined {
    this.#closing.dropThrough(this.cursor.hwm);
    const events = isLeaving ? this.#closing.with(this.writer.pendingAsWritten, this.cursor.hwm) : this.#closing.events;
    const [head] = events;
    this.writer.giveOut(events.at(-1)?.seq ?? 0);
    // The buffer can hold what the browser has deleted from the database.
    const oldest = Math.min(this.cursor.oldest, head?.first ?? this.cursor.oldest);
    return head === undefined ? undefined : batchBody({ sid: this.source.sid, oldest, sentAt, token, ...work }, events);
  }
}
